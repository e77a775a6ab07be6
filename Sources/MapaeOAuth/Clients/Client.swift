/// A client as the server knows it.
public struct Client: Sendable {
    /// Its identifier. It never is a user's: the two have name spaces of their own (RFC 9700 §4.15).
    public let id: ClientID
    /// What was registered.
    public var metadata: ClientMetadata
    /// The digests of its secrets: two while one takes the place of the other.
    public var secrets: [ClientSecretDigest]
    /// What its access tokens are, unless they are for one of ``OAuthSettings/opaqueResources``.
    public var tokenFormat: AccessTokenFormat
    /// Whether its authorization requests need PKCE even where the standards would do without.
    public var requiresPKCE: Bool
    /// Whether it belongs to who runs the server, so that users are not asked for their consent.
    public var isFirstParty: Bool
    /// Whether it gets a refresh token only where the user has granted `offline_access` (OpenID Connect Core §11). Otherwise it gets
    /// one always, if it has registered the grant: one without `offline_access` ends with the login.
    public var needsOfflineAccess: Bool
    /// The resources that it is itself: it may ask about tokens that are for one of them (RFC 7662 §4).
    public var resources: [ResourceIndicator]
    /// For a client whose `client_id` is the address of its metadata document: when a user has last let it in, in seconds since
    /// 1970-01-01T00:00:00Z, to the day; zero before the first time. `nil` for every other client.
    public var documentUsedAt: Int64?
    /// Whether it has registered itself where everybody may (``RegistrationAccess/open``): nobody here knows whose it is.
    public var isSelfRegistered = false

    /// Creates a client.
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - metadata: What was registered.
    ///   - secrets: The digests of its secrets.
    ///   - tokenFormat: What its access tokens are.
    ///   - requiresPKCE: Whether it must use PKCE always.
    ///   - isFirstParty: Whether it belongs to who runs the server.
    ///   - needsOfflineAccess: Whether it gets a refresh token only with `offline_access`.
    ///   - resources: The resources that it is itself.
    public init(
        id: ClientID, metadata: ClientMetadata, secrets: [ClientSecretDigest] = [],
        tokenFormat: AccessTokenFormat = .jwt, requiresPKCE: Bool = true, isFirstParty: Bool = false,
        needsOfflineAccess: Bool = false, resources: [ResourceIndicator] = []
    ) {
        self.id = id
        self.metadata = metadata
        self.secrets = secrets
        self.tokenFormat = tokenFormat
        self.requiresPKCE = requiresPKCE
        self.isFirstParty = isFirstParty
        self.needsOfflineAccess = needsOfflineAccess
        self.resources = resources
    }

    /// Whether its `client_id` is the address of its metadata document.
    public var isOfDocument: Bool { documentUsedAt != nil }
    /// The host of its metadata document; `nil` for every other client.
    public var documentHost: String? {
        isOfDocument ? DocumentAddress(id, allowsLoopback: true)?.host : nil
    }
    /// Whether it can keep no secret (RFC 6749 §2.1).
    public var isPublic: Bool { metadata.authenticationMethod == .none }
    /// Whether it is installed on users' devices (RFC 8252).
    public var isNative: Bool { metadata.applicationType == .native }
}
