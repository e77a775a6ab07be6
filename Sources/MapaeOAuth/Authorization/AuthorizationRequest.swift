/// An authorization request whose every parameter has been checked (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1).
public struct AuthorizationRequest: Sendable {
    /// The client.
    public let clientID: ClientID
    /// Where the answer goes.
    public let address: AnswerAddress
    /// What is asked for.
    public let scopes: ScopeList
    /// What the tokens are to be used at; empty where the request does not say.
    public let resources: [ResourceIndicator]
    /// What the token request's verifier must match.
    public let challenge: CodeChallenge?
    /// What the ID token repeats.
    public let nonce: String?
    /// What the user is to be asked.
    public let prompts: Set<Prompt>
    /// How long ago the login may be, in seconds: of the request, or else of the client's registration.
    public let maximumAge: Int64?
    /// How the user is to be authenticated, the best first: of the request, or else of the client's registration.
    public let acrValues: [String]
    /// Whom the client expects. The user decides.
    public let loginHint: String?
    /// An ID token of the user whom the client expects. It is not verified yet.
    public let idTokenHint: String?
    /// The languages of the user, the best first.
    public let locales: [String]
    /// Single claims that the client wishes.
    public let claims: ClaimsRequest?
    /// The thumbprint of the key that the code is to be bound to (RFC 9449 §10).
    public let dpopThumbprint: String?

    /// Finds who sent a request, so that the client can be looked up.
    /// - Parameter parameters: The parameters of the query, or of the body of a POST.
    /// - Throws: ``AuthorizationError``, told on a page: `invalid_request` without a client, or with two;
    ///   `invalid_client` for what cannot be one.
    public static func clientID(in parameters: Parameters) throws(AuthorizationError) -> ClientID {
        guard let text = parameters["client_id"] else {
            throw AuthorizationError(onPage: OAuthError(.invalidRequest, "The client_id is missing or repeated."))
        }
        guard let id = ClientID(text) else { throw unknownClient }
        return id
    }

    /// What a page says where no such client is registered.
    public static var unknownClient: AuthorizationError {
        AuthorizationError(onPage: OAuthError(.invalidClient, "There is no client with this client_id."))
    }

    /// Checks a request.
    /// - Parameters:
    ///   - parameters: The parameters of the query, or of the body of a POST, `resource` being repeatable.
    ///   - client: The client that ``clientID(in:)`` named.
    ///   - policy: What is offered.
    ///   - wasPushed: Whether the client has sent it before, authenticated (RFC 9126).
    /// - Throws: ``AuthorizationError``: on a page for another client or an address that is not trusted, to the
    ///   client's address for all else.
    public init(
        _ parameters: Parameters, client: Client, policy: AuthorizationPolicy, wasPushed: Bool = false
    ) throws(AuthorizationError) {
        guard try Self.clientID(in: parameters) == client.id else { throw Self.unknownClient }
        let address: AnswerAddress
        do {
            address = try AuthorizationRules.address(parameters, client, issuer: policy.issuer)
        } catch { throw AuthorizationError(onPage: error) }
        do {
            try self.init(parameters, client, policy, address, wasPushed)
        } catch { throw AuthorizationError(error, to: address) }
    }

    private init(
        _ parameters: Parameters, _ client: Client, _ policy: AuthorizationPolicy, _ address: AnswerAddress,
        _ wasPushed: Bool
    ) throws(OAuthError) {
        try parameters.checkUnique()
        try AuthorizationRules.checkState(parameters)
        try AuthorizationRules.checkRequestObjects(parameters)
        try AuthorizationRules.checkPushed(client, policy, wasPushed)
        try AuthorizationRules.checkResponseType(parameters)
        try AuthorizationRules.checkResponseMode(parameters, address.target)
        try client.checkGrant(.authorizationCode)
        clientID = client.id
        self.address = address
        scopes = try AuthorizationRules.scopes(parameters, client, policy)
        nonce = try AuthorizationRules.nonce(parameters)
        challenge = try AuthorizationRules.challenge(parameters, client, scopes, nonce)
        resources = try AuthorizationRules.resources(parameters, policy)
        prompts = try Prompt.requested(in: parameters)
        maximumAge = try AuthorizationRules.maximumAge(parameters) ?? client.metadata.defaultMaxAge
        acrValues = try AuthorizationRules.acrValues(parameters) ?? client.metadata.defaultACRValues
        loginHint = try AuthorizationRules.loginHint(parameters)
        idTokenHint = try AuthorizationRules.idTokenHint(parameters)
        locales = AuthorizationRules.locales(parameters)
        claims = try AuthorizationRules.claims(parameters)
        dpopThumbprint = try AuthorizationRules.dpopThumbprint(parameters)
    }
}
