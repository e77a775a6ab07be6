public import MapaeJOSE

/// What is registered of a client (RFC 7591 §2, OpenID Connect Dynamic Client Registration §2), checked and consistent.
///
/// `response_types` is not kept: it is `code` for a client of the authorization code grant, and nothing for others.
public struct ClientMetadata: Sendable {
    /// `redirect_uris`.
    public let redirectURIs: [RedirectURI]
    /// `token_endpoint_auth_method`; `client_secret_basic` unless told.
    public let authenticationMethod: ClientAuthenticationMethod
    /// `token_endpoint_auth_signing_alg`: the only algorithm of its assertions, where it named one.
    public let assertionAlgorithm: JWSAlgorithm?
    /// `grant_types`; `authorization_code` unless told.
    public let grantTypes: [GrantType]
    /// `application_type`. Unless told, `native` for a client with a loopback address or a private-use scheme.
    public let applicationType: ApplicationType
    /// `scope`: the scopes that it may ask for.
    public let scopes: ScopeList
    /// `client_name`, `client_uri`, `logo_uri`, `tos_uri`, `policy_uri`, `contacts`.
    public let display: ClientDisplay
    /// `jwks` or `jwks_uri`.
    public let keys: ClientKeys?
    /// `software_id`.
    public let softwareID: String?
    /// `software_version`.
    public let softwareVersion: String?
    /// `id_token_signed_response_alg`; RS256 unless told.
    public let idTokenAlgorithm: JWSAlgorithm
    /// `default_max_age`, in seconds.
    public let defaultMaxAge: Int64?
    /// `require_auth_time`.
    public let requiresAuthTime: Bool
    /// `default_acr_values`.
    public let defaultACRValues: [String]
    /// `post_logout_redirect_uris` (OpenID Connect RP-Initiated Logout §3.1).
    public let postLogoutRedirectURIs: [RedirectURI]
    /// `backchannel_logout_uri` (OpenID Connect Back-Channel Logout §2.2).
    public let backchannelLogoutURI: String?
    /// `backchannel_logout_session_required`.
    public let backchannelLogoutNeedsSession: Bool
    /// `dpop_bound_access_tokens` (RFC 9449 §5.2).
    public let bindsTokensWithDPoP: Bool
    /// `require_pushed_authorization_requests` (RFC 9126 §6).
    public let requiresPushedRequests: Bool

    /// How large the JSON may be, in bytes.
    public static let maximumBytes = 65_536

    /// Reads the metadata of a registration. Members that are not known here are left out (RFC 7591 §2), so that nobody
    /// can give oneself an identifier, a secret or a right; nothing that it names is fetched.
    /// - Parameters:
    ///   - json: The JSON text.
    ///   - policy: What may be registered.
    /// - Throws: ``OAuthError`` `invalid_client_metadata`, `invalid_redirect_uri`.
    public init(parsing json: [UInt8], policy: RegistrationPolicy) throws(OAuthError) {
        try self.init(MetadataMembers(parsing: json), policy)
    }

    init(_ members: MetadataMembers, _ policy: RegistrationPolicy) throws(OAuthError) {
        grantTypes = try Self.grantTypes(members, policy)
        redirectURIs = try Self.redirectURIs(members, grantTypes)
        applicationType = try Self.applicationType(members, redirectURIs)
        authenticationMethod = try Self.authenticationMethod(members, grantTypes)
        assertionAlgorithm = try Self.assertionAlgorithm(members, authenticationMethod)
        keys = try Self.keys(members, authenticationMethod, assertionAlgorithm, policy)
        scopes = try Self.scopes(members, policy)
        display = try Self.display(members)
        softwareID = try members.name("software_id")
        softwareVersion = try members.name("software_version")
        idTokenAlgorithm = try Self.idTokenAlgorithm(members, policy)
        defaultMaxAge = try members.seconds("default_max_age")
        requiresAuthTime = try members.flag("require_auth_time")
        defaultACRValues = try members.names("default_acr_values")
        postLogoutRedirectURIs = try Self.addresses(members, "post_logout_redirect_uris")
        backchannelLogoutURI = try members.askedAddress(
            "backchannel_logout_uri", allowsLoopback: policy.allowsLoopback)
        backchannelLogoutNeedsSession = try members.flag("backchannel_logout_session_required")
        bindsTokensWithDPoP = try members.flag("dpop_bound_access_tokens")
        requiresPushedRequests = try members.flag("require_pushed_authorization_requests")
        try Self.checkSubjectType(members)
    }
}
