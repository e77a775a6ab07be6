/// What comes of a grant, in one step with whatever it was exchanged for: first a grant ends, then one begins, then the rest.
public struct GrantEffects: Sendable {
    /// A grant that begins: a session with a ``SessionRecord/clientID``. Nothing makes room for it. A session of its id that there
    /// is already is replaced, and loses its opaque tokens.
    public var beginning: SessionRecord?
    /// That the user is logged in at the client of the grant that begins, for a client that has to be told when that is over. Where
    /// there is no such client it is not kept.
    public var clientLogin: ClientLoginRecord?
    /// A grant that ends, by its id, with its opaque tokens. A login of that id goes on.
    public var endingID: String?
    /// Opaque tokens that are issued, as ``OpaqueTokenStore/insert(_:)`` adds them.
    public var tokens: [OpaqueTokenRecord]
    /// What is revoked.
    public var revocations: [Revocation]
    /// What is written into the audit log.
    public var records: [AuditRecord]

    /// Creates effects; none, unless told.
    /// - Parameters:
    ///   - beginning: A grant that begins.
    ///   - clientLogin: That the user is logged in at the client.
    ///   - endingID: A grant that ends, by its id.
    ///   - tokens: Opaque tokens that are issued.
    ///   - revocations: What is revoked.
    ///   - records: What is written into the audit log.
    public init(
        beginning: SessionRecord? = nil, clientLogin: ClientLoginRecord? = nil, endingID: String? = nil,
        tokens: [OpaqueTokenRecord] = [], revocations: [Revocation] = [], records: [AuditRecord] = []
    ) {
        self.beginning = beginning
        self.clientLogin = clientLogin
        self.endingID = endingID
        self.tokens = tokens
        self.revocations = revocations
        self.records = records
    }
}
