package import MapaeStore

/// A store that hands each call on to another through one place, where a test lets it fail, counts it, or chooses another store.
package protocol StoreProxy: OAuthStore, KeyStore {
    /// Does a call.
    /// - Parameters:
    ///   - verb: What is called.
    ///   - body: Does it on a store.
    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value
}

/// What a store can be asked for.
package enum StoreVerb: Sendable, Hashable {
    case insertIfAbsent, userNamed, userWithID, replacePasswordHash, hasUsers, users, changeUser, purgeSessionEpochs
    case session, changeSession, sessionsOfSubject, begin, sessionEpoch, endSessions, sessions, wipeReplays
    case purgeSessions, revoke, revocations, purgeRevocations
    case record, auditBefore, auditAfter, purgeAudit
    case keys, changeKeys
    case insertClientIfAbsent, clientWithID, changeClient, clients
    case insertCode, changeCode, purgeCodes
    case insertDeviceCodeIfAbsent, deviceCode, changeDeviceCode, purgeDeviceCodes
    case insertOpaqueTokens, opaqueToken, removeOpaqueToken, purgeOpaqueTokens
    case consent, consents, changeConsent, withdrawConsent
    case insertPushedRequest, consumePushedRequest, purgePushedRequests
    case useOnce, purgeUsedOnce
    case claimLogouts, settleLogout, nextLogout, trimLogouts, purgeClientLogins
}

extension StoreProxy {
    package func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await forward(.insertIfAbsent) { try await $0.insertIfAbsent(user, recording: records) }
    }

    package func user(named username: String) async throws -> UserRecord? {
        try await forward(.userNamed) { try await $0.user(named: username) }
    }

    package func user(id: String) async throws -> UserRecord? {
        try await forward(.userWithID) { try await $0.user(id: id) }
    }

    package func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        try await forward(.replacePasswordHash) { try await $0.replacePasswordHash(ofUser: id, from: old, to: new) }
    }

    package func hasUsers() async throws -> Bool { try await forward(.hasUsers) { try await $0.hasUsers() } }

    package func users(after id: String?, limit: Int) async throws -> [UserRecord] {
        try await forward(.users) { try await $0.users(after: id, limit: limit) }
    }

    package func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> {
        try await forward(.changeUser) { try await $0.change(user: id, body) }
    }

    package func purgeSessionEpochs(notedBefore moment: Int64, at now: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeSessionEpochs) {
            try await $0.purgeSessionEpochs(notedBefore: moment, at: now, limit: limit)
        }
    }
}

extension StoreProxy {
    package func session(id: String) async throws -> SessionRecord? {
        try await forward(.session) { try await $0.session(id: id) }
    }

    package func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        try await forward(.changeSession) { try await $0.change(session: id, body) }
    }

    package func sessions(of subject: String) async throws -> [SessionRecord] {
        try await forward(.sessionsOfSubject) { try await $0.sessions(of: subject) }
    }

    package func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        try await forward(.begin) { try await $0.begin(session, terms) }
    }

    package func sessionEpoch(of subject: String) async throws -> Int64 {
        try await forward(.sessionEpoch) { try await $0.sessionEpoch(of: subject) }
    }

    package func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        try await forward(.endSessions) { try await $0.endSessions(of: subject, sweep) }
    }

    package func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        try await forward(.sessions) { try await $0.sessions(after: id, limit: limit) }
    }

    package func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        try await forward(.wipeReplays) { try await $0.wipeReplays(endedBy: moment, limit: limit) }
    }

    package func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeSessions) { try await $0.purgeSessions(deadBefore: moment, limit: limit) }
    }

    package func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        try await forward(.revoke) { try await $0.revoke(revocation, recording: records) }
    }

    package func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await forward(.revocations) { try await $0.revocations(after: cursor, limit: limit) }
    }

    package func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeRevocations) { try await $0.purgeRevocations(endedBefore: moment, limit: limit) }
    }
}

extension StoreProxy {
    package func record(_ records: [AuditRecord]) async throws {
        try await forward(.record) { try await $0.record(records) }
    }

    package func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] {
        try await forward(.auditBefore) { try await $0.audit(filter, before: number, limit: limit) }
    }

    package func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        try await forward(.auditAfter) { try await $0.audit(after: number, limit: limit) }
    }

    package func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeAudit) { try await $0.purgeAudit(recordedBefore: moment, limit: limit) }
    }

    package func keys() async throws -> [KeyRecord] { try await forward(.keys) { try await $0.keys() } }

    package func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> {
        try await forward(.changeKeys) { try await $0.changeKeys(body) }
    }
}
