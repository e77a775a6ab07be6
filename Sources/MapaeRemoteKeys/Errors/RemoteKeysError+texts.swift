#if RemoteKeys
extension RemoteKeysError.Code.Cause {
    /// The stable code, and what a person reads: what is wrong, and what to do.
    var texts: (code: String, explanation: String) {
        switch self {
        case .invalidURL:
            (
                "invalid_url",
                "Give a whole URL such as 'https://login.example.com/keys', without user name and fragment."
            )
        case .insecureURL:
            (
                "insecure_url",
                "Use https: keys that come over http could be anybody's. Only this machine may be asked by http."
            )
        case .invalidIssuer:
            (
                "invalid_issuer",
                "Write the issuer exactly as its tokens have it in 'iss'; for discovery it is a URL without a query."
            )
        case .invalidPolicy:
            (
                "invalid_policy",
                "Name an audience and an asymmetric algorithm, and keep leeway, times and sizes within their bounds."
            )
        case .forbiddenAddress:
            (
                "forbidden_address",
                "The issuer's answer leads into a private network. If its keys really are there, give their URL yourself."
            )
        case .unreachable:
            ("unreachable", "The issuer cannot be reached: look at its name, the network and its certificate.")
        case .timedOut:
            ("timed_out", "The issuer took too long to answer. It is asked again after the pause.")
        case .brokenAnswer: ("broken_answer", "The answer broke off or is no HTTP: look at what stands between.")
        case .unexpectedStatus:
            ("unexpected_status", "The issuer answered with another status than 200: look at the URL.")
        case .tooManyRedirects: ("too_many_redirects", "Give the URL at which the redirects end.")
        case .answerTooLarge:
            ("answer_too_large", "The answer is longer than the limit; neither keys nor claims need that.")
        case .encodedAnswer: ("encoded_answer", "The issuer must not compress what was asked for as it is.")
        case .invalidDiscovery:
            (
                "invalid_discovery",
                "The issuer's discovery document lacks 'issuer' or 'jwks_uri': give the keys' URL instead."
            )
        case .issuerMismatch:
            (
                "issuer_mismatch",
                "The discovery document names another issuer: write the issuer exactly as it does there."
            )
        case .invalidKeySet: ("invalid_key_set", "What the issuer publishes cannot be read as a set of keys.")
        case .noUsableKeys: ("no_usable_keys", "The issuer publishes no key of an algorithm that is taken here.")
        case .invalidClient:
            ("invalid_client", "Give the id and the secret of a client that the issuer lets ask about tokens.")
        case .noIntrospectionEndpoint:
            (
                "no_introspection_endpoint",
                "The issuer names no 'introspection_endpoint': give its URL with 'endpoint:', or leave introspection out."
            )
        case .unsupportedClientAuthentication:
            (
                "unsupported_client_authentication",
                "The introspection endpoint takes neither 'client_secret_basic' nor 'client_secret_post': allow one there."
            )
        case .rejectedClient:
            (
                "rejected_client",
                "The introspection endpoint refuses the client: look at its id, its secret and what it may do there."
            )
        case .invalidIntrospection:
            (
                "invalid_introspection",
                "The answer about a token is no JSON with 'active' as true or false: look at the endpoint's URL."
            )
        }
    }
}
#endif
