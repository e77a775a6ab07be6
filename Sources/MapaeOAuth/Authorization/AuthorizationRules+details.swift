import Mapae
import MapaeJOSE

/// The rules for what is asked for. One function each.
extension AuthorizationRules {
    /// RFC 6749 §3.3: what is asked for is known, and the client may have it.
    static func scopes(
        _ parameters: Parameters, _ client: Client, _ policy: AuthorizationPolicy
    ) throws(OAuthError) -> ScopeList {
        let granted = policy.scopes(of: client)
        guard let wanted = try ScopeList.requested(in: parameters) else {
            let scopes = policy.defaultScopes.intersection(granted)
            guard !scopes.isEmpty else { throw OAuthError(.invalidScope, "The scope is missing.") }
            return scopes
        }
        return try ScopeList.narrowed(wanted, granted: granted)
    }

    /// OpenID Connect Core §3.1.2.1: repeated byte by byte in the ID token.
    static func nonce(_ parameters: Parameters) throws(OAuthError) -> String? {
        try limited("nonce", 1024, parameters)
    }

    /// RFC 7636 §4.4.1, RFC 9700 §2.1.1.
    static func challenge(
        _ parameters: Parameters, _ client: Client, _ scopes: ScopeList, _ nonce: String?
    ) throws(OAuthError) -> CodeChallenge? {
        if let challenge = try CodeChallenge.sent(in: parameters) { return challenge }
        guard !CodeChallenge.isRequired(of: client, scopes: scopes, nonce: nonce) else {
            throw OAuthError(.invalidRequest, "The code_challenge is missing; PKCE with S256 is required.")
        }
        return nil
    }

    /// RFC 8707 §2.1.
    static func resources(
        _ parameters: Parameters, _ policy: AuthorizationPolicy
    ) throws(OAuthError) -> [ResourceIndicator] {
        let resources = try ResourceIndicator.requested(in: parameters)
        try ResourceIndicator.check(resources, among: policy.resources)
        return resources
    }

    /// OpenID Connect Core §3.1.2.1: seconds, in ASCII digits and nothing else.
    static func maximumAge(_ parameters: Parameters) throws(OAuthError) -> Int64? {
        guard let text = parameters["max_age"] else { return nil }
        guard text.utf8.count <= 10, text.utf8.allSatisfy(URIText.isDigit) else {
            throw OAuthError(.invalidRequest, "The max_age is no number of seconds.")
        }
        return text.utf8.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    /// OpenID Connect Core §3.1.2.1.
    static func acrValues(_ parameters: Parameters) throws(OAuthError) -> [String]? {
        try limited("acr_values", 1024, parameters).map(words)
    }

    /// OpenID Connect Core §3.1.2.1.
    static func loginHint(_ parameters: Parameters) throws(OAuthError) -> String? {
        try limited("login_hint", 320, parameters)
    }

    /// OpenID Connect Core §3.1.2.1. A token is ASCII, and longer than what people type.
    static func idTokenHint(_ parameters: Parameters) throws(OAuthError) -> String? {
        try limited("id_token_hint", 8192, parameters)
    }

    /// OpenID Connect Core §3.1.2.1: no error for languages that are not there, so what can be none is left out.
    static func locales(_ parameters: Parameters) -> [String] {
        let maximumCount = 8
        return words(parameters["ui_locales"] ?? "").filter { tag in
            (2...35).contains(tag.utf8.count)
                && tag.utf8.allSatisfy { URIText.isLetter($0) || URIText.isDigit($0) || $0 == UInt8(ascii: "-") }
        }.prefix(maximumCount).map { $0 }
    }

    /// OpenID Connect Core §5.5.
    static func claims(_ parameters: Parameters) throws(OAuthError) -> ClaimsRequest? {
        guard let text = parameters["claims"] else { return nil }
        return try ClaimsRequest(parsing: text)
    }

    /// RFC 9449 §10: SHA-256 of a key (RFC 7638), in base64url.
    static func dpopThumbprint(_ parameters: Parameters) throws(OAuthError) -> String? {
        guard let text = parameters["dpop_jkt"] else { return nil }
        guard Base64URL.decode(text)?.count == 32 else {
            throw OAuthError(.invalidRequest, "The dpop_jkt is no SHA-256 thumbprint in base64url.")
        }
        return text
    }

    /// A text without control characters that is not longer than it needs to be.
    private static func limited(
        _ name: String, _ maximumBytes: Int, _ parameters: Parameters
    ) throws(OAuthError) -> String? {
        guard let text = parameters[name] else { return nil }
        guard text.utf8.count <= maximumBytes, hasNoControls(text) else {
            throw OAuthError(
                .invalidRequest, "The \(name) is longer than \(maximumBytes) bytes, or has control characters.")
        }
        return text
    }

    private static func words(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
}
