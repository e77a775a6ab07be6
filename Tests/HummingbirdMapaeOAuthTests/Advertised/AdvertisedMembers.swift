/// How the values of a list are tried.
struct AdvertisedList: Sendable {
    typealias Flow = @Sendable (AdvertisedTrial) -> (String) async throws -> Void

    /// Has what the value stands for.
    let each: Flow
    /// Values of the standards, which are refused where they are not named.
    let others: [String]
    /// Asks for what is not offered, and is refused.
    let refusal: Flow?

    init(_ each: @escaping Flow, but others: [String] = [], _ refusal: Flow? = nil) {
        self.each = each
        self.others = others
        self.refusal = refusal
    }
}

/// How it is shown that a flag is true, or false.
struct AdvertisedFlag: Sendable {
    let value: Bool
    let flow: @Sendable (AdvertisedTrial) -> () async throws -> Void

    init(_ value: Bool, _ flow: @escaping @Sendable (AdvertisedTrial) -> () async throws -> Void) {
        self.value = value
        self.flow = flow
    }
}

/// All members of the metadata, and what shows that they are right.
enum AdvertisedMembers {
    static let addresses = [
        "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "revocation_endpoint",
        "introspection_endpoint", "pushed_authorization_request_endpoint", "device_authorization_endpoint",
        "registration_endpoint", "userinfo_endpoint", "end_session_endpoint",
    ]

    private static let otherMethods = ["client_secret_jwt", "tls_client_auth", "self_signed_tls_client_auth"]
    private static let publicMethods = otherMethods + ["none"]
    private static let unsafeAlgorithms = ["none", "HS256", "HS384", "HS512"]
    private static let otherAlgorithms = unsafeAlgorithms + ["PS256", "ES384", "EdDSA"]

    static let lists = requests.merging(clients) { row, _ in row }.merging(users) { row, _ in row }

    private static let requests: [String: AdvertisedList] = [
        "grant_types_supported": AdvertisedList(
            AdvertisedTrial.grantType,
            but: [
                "password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "urn:ietf:params:oauth:grant-type:token-exchange",
            ], AdvertisedTrial.refusesGrantType),
        "response_types_supported": AdvertisedList(
            AdvertisedTrial.responseType, but: ["token", "id_token", "code id_token", "none"],
            AdvertisedTrial.refusesResponseType),
        "response_modes_supported": AdvertisedList(
            AdvertisedTrial.responseMode, but: ["fragment", "jwt", "query.jwt"], AdvertisedTrial.refusesResponseMode),
        "code_challenge_methods_supported": AdvertisedList(
            AdvertisedTrial.challengeMethod, but: ["plain"], AdvertisedTrial.refusesChallengeMethod),
        "scopes_supported": AdvertisedList(
            AdvertisedTrial.scope, but: ["phone", "address", "admin"], AdvertisedTrial.refusesScope),
        "prompt_values_supported": AdvertisedList(
            AdvertisedTrial.prompt, but: ["create"], AdvertisedTrial.refusesPrompt),
    ]

    private static let clients: [String: AdvertisedList] = [
        "token_endpoint_auth_methods_supported": AdvertisedList(
            AdvertisedTrial.tokenMethod, but: otherMethods, AdvertisedTrial.refusesMethod),
        "revocation_endpoint_auth_methods_supported": AdvertisedList(
            AdvertisedTrial.revocationMethod, but: otherMethods, AdvertisedTrial.refusesMethod),
        "introspection_endpoint_auth_methods_supported": AdvertisedList(
            AdvertisedTrial.introspectionMethod, but: publicMethods,
            AdvertisedTrial.refusesIntrospectionMethod),
        "token_endpoint_auth_signing_alg_values_supported": AdvertisedList(
            AdvertisedTrial.tokenAlgorithm, but: unsafeAlgorithms, AdvertisedTrial.refusesAssertionAlgorithm),
        "revocation_endpoint_auth_signing_alg_values_supported": AdvertisedList(
            AdvertisedTrial.revocationAlgorithm, but: unsafeAlgorithms, AdvertisedTrial.refusesAssertionAlgorithm),
        "introspection_endpoint_auth_signing_alg_values_supported": AdvertisedList(
            AdvertisedTrial.introspectionAlgorithm, but: unsafeAlgorithms, AdvertisedTrial.refusesAssertionAlgorithm),
        "dpop_signing_alg_values_supported": AdvertisedList(
            AdvertisedTrial.proofAlgorithm, but: unsafeAlgorithms, AdvertisedTrial.refusesProofAlgorithm),
    ]

    private static let users: [String: AdvertisedList] = [
        "id_token_signing_alg_values_supported": AdvertisedList(
            AdvertisedTrial.idTokenAlgorithm, but: otherAlgorithms,
            AdvertisedTrial.refusesIDTokenAlgorithm),
        "subject_types_supported": AdvertisedList(
            AdvertisedTrial.subjectType, but: ["pairwise"], AdvertisedTrial.refusesSubjectType),
        "claims_supported": AdvertisedList(AdvertisedTrial.claim),
        "claim_types_supported": AdvertisedList(AdvertisedTrial.claimType),
        "acr_values_supported": AdvertisedList(
            AdvertisedTrial.strength, but: ["urn:example:key"], AdvertisedTrial.refusesStrength),
        "ui_locales_supported": AdvertisedList(
            AdvertisedTrial.locale, but: ["fr", "ja"], AdvertisedTrial.refusesLocale),
    ]

    static let flags: [String: AdvertisedFlag] = [
        "authorization_response_iss_parameter_supported": AdvertisedFlag(true, AdvertisedTrial.answersNameIssuer),
        "require_pushed_authorization_requests": AdvertisedFlag(false, AdvertisedTrial.pushesOnlyWhereTold),
        "request_parameter_supported": AdvertisedFlag(false, AdvertisedTrial.takesNoRequestObject),
        "request_uri_parameter_supported": AdvertisedFlag(false, AdvertisedTrial.fetchesNoRequestObject),
        "claims_parameter_supported": AdvertisedFlag(true, AdvertisedTrial.bringsSingleClaims),
        "backchannel_logout_supported": AdvertisedFlag(true, AdvertisedTrial.tellsOfLogout),
        "backchannel_logout_session_supported": AdvertisedFlag(true, AdvertisedTrial.tellsOfSession),
        "client_id_metadata_document_supported": AdvertisedFlag(true, AdvertisedTrial.takesDocument),
    ]
}
