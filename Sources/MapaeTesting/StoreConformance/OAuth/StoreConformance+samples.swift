import MapaeStore

extension StoreConformance {
    /// Ids and digests that differ as bytes. Many are one text to Swift's `==`, to a collation, or to a careless eye.
    static let lookalikes = ["K", "k", "\u{212A}", "\u{E9}", "e\u{301}", "", " ", "%", "_", "'", "\u{1}"]

    static func digest(_ number: Int) -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: $0 == 0 ? number : number >> 8 &+ $0) }
    }

    static func client(_ id: String, secrets: [[UInt8]] = [], metadata: String = "{}") -> ClientRecord {
        ClientRecord(id: id, createdAt: 5, metadata: Array(metadata.utf8), secrets: secrets)
    }

    static func add(clients ids: String..., to store: any OAuthStore) async throws {
        for id in ids {
            let isNew = try await store.insertIfAbsent(client(id), recording: [])
            try require(isNew, "A client cannot be added.")
        }
    }

    /// A grant to a client.
    static func grant(
        _ id: String, of subject: String = "ada", to client: String? = "app", loginID: String? = nil,
        createdAt: Int64 = 1, aliveUntil: Int64 = 100
    ) -> SessionRecord {
        SessionRecord(
            id: id, subject: subject, createdAt: createdAt, endsAt: 1000, isPersistent: nil, usedAt: 2,
            aliveUntil: aliveUntil, current: [1], scope: "", claims: [], clientID: client, loginID: loginID)
    }

    static func code(
        _ number: Int, of subject: String = "ada", client: String = "app", loginID: String? = nil, epoch: Int64 = 0,
        keptUntil: Int64 = 100
    ) -> CodeRecord {
        CodeRecord(
            digest: digest(number), clientID: client, subject: subject, loginID: loginID, epoch: epoch,
            grantID: "grant \(number)", endsAt: 60, keptUntil: keptUntil, details: Array("{}".utf8))
    }

    static func device(_ number: Int, client: String = "app", endsAt: Int64 = 600) -> DeviceCodeRecord {
        DeviceCodeRecord(
            digest: digest(number), userCodeDigest: digest(number + 10_000), clientID: client,
            grantID: "grant \(number)", endsAt: endsAt, details: Array("{}".utf8), state: "pending", interval: 5)
    }

    /// A device's request about which a user has decided.
    static func decided(_ number: Int, by subject: String = "ada", client: String = "app") -> DeviceCodeRecord {
        var request = device(number, client: client)
        request.state = "allowed"
        request.subject = subject
        request.epoch = 0
        request.decision = Array("{}".utf8)
        return request
    }

    static func token(
        _ number: Int, client: String = "app", grantID: String? = nil, endsAt: Int64 = 900
    ) -> OpaqueTokenRecord {
        OpaqueTokenRecord(
            digest: digest(number), clientID: client, grantID: grantID, endsAt: endsAt, claims: Array("{}".utf8))
    }

    static func pushed(_ number: Int, client: String = "app", endsAt: Int64 = 60) -> PushedRequestRecord {
        PushedRequestRecord(
            digest: digest(number), clientID: client, endsAt: endsAt, parameters: Array("a=b".utf8))
    }

    /// Revokes a session until its last token dies, and records it.
    @Sendable static func ending(_ session: SessionRecord) -> SessionEnding {
        SessionEnding(
            Revocation(id: session.id, endsAt: session.aliveUntil), recording: [sample("ended \(session.id)")])
    }

    static func allow(
        _ scope: String, _ client: String, by subject: String = "ada", at moment: Int64 = 7, _ store: any OAuthStore
    ) async throws {
        try await store.change(consentOf: subject, for: client, recording: []) { _ in
            ConsentRecord(subject: subject, clientID: client, createdAt: moment, changedAt: moment, scope: scope)
        }
    }

    static func withdraw(
        _ subject: String, _ client: String, recording records: [AuditRecord] = [], _ store: any OAuthStore
    ) async throws -> [Revocation]? {
        try await store.withdraw(consentOf: subject, for: client, recording: records, ending: ending)
    }

    /// The code as a change shows it.
    static func look(
        atCode digest: [UInt8], _ store: any OAuthStore
    ) async throws -> (code: CodeRecord, context: GrantContext)? {
        try await store.change(code: digest) { GrantChange(.keep, outcome: $0) }.outcome
    }

    /// The request as a change shows it.
    static func look(
        atDevice digest: [UInt8], _ store: any OAuthStore
    ) async throws -> (request: DeviceCodeRecord, context: GrantContext)? {
        try await store.change(deviceCode: digest) { GrantChange(.keep, outcome: $0) }.outcome
    }

    /// Uses a code that was not used, and begins its grant with one opaque token.
    /// - Returns: The id of the grant; `nil` for whoever came too late.
    static func redeem(_ number: Int, _ store: any OAuthStore) async throws -> String? {
        try await store.change(code: digest(number)) { known -> GrantChange<CodeFate, String?> in
            guard let (code, context) = known, code.usedAt == nil, context.hasClient else {
                return GrantChange(.keep, outcome: nil)
            }
            let grant = grant(code.grantID, of: code.subject, to: code.clientID)
            let token = token(number + 20_000, client: code.clientID, grantID: code.grantID)
            return GrantChange(
                .use(at: 9, keptUntil: 99), GrantEffects(beginning: grant, tokens: [token]), outcome: code.grantID)
        }.outcome
    }

    /// Whom the records of the audit log are about, the oldest first.
    static func recorded(_ store: any OAuthStore) async throws -> [String] {
        try await store.audit(after: 0, limit: 1000).map { $0.record.subject ?? "" }
    }

    static func revoked(_ store: any OAuthStore) async throws -> [String] {
        try await store.revocations(after: 0, limit: 1000).revocations.map(\.id)
    }

    /// Whether a call throws that the store has failed.
    static func fails(_ call: () async throws -> Void) async throws -> Bool {
        do { try await call() } catch let error as StoreError where error.code == .failed { return true }
        return false
    }
}
