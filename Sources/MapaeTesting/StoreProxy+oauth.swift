package import MapaeStore

extension StoreProxy {
    package func insertIfAbsent(_ client: ClientRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await forward(.insertClientIfAbsent) { try await $0.insertIfAbsent(client, recording: records) }
    }

    package func client(id: String) async throws -> ClientRecord? {
        try await forward(.clientWithID) { try await $0.client(id: id) }
    }

    package func change<Outcome: Sendable>(
        client id: String, _ body: @Sendable (ClientRecord?) -> ClientChange<Outcome>
    ) async throws -> ClientChangeResult<Outcome> {
        try await forward(.changeClient) { try await $0.change(client: id, body) }
    }

    package func clients(after id: String?, limit: Int) async throws -> [ClientRecord] {
        try await forward(.clients) { try await $0.clients(after: id, limit: limit) }
    }
}

extension StoreProxy {
    package func insert(_ code: CodeRecord, recording records: [AuditRecord]) async throws {
        try await forward(.insertCode) { try await $0.insert(code, recording: records) }
    }

    package func change<Outcome: Sendable>(
        code digest: [UInt8],
        _ body: @Sendable ((code: CodeRecord, context: GrantContext)?) -> GrantChange<CodeFate, Outcome>
    ) async throws -> GrantChange<CodeFate, Outcome> {
        try await forward(.changeCode) { try await $0.change(code: digest, body) }
    }

    package func purgeCodes(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeCodes) { try await $0.purgeCodes(keptUntilBefore: moment, limit: limit) }
    }

    package func insertIfAbsent(_ request: DeviceCodeRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await forward(.insertDeviceCodeIfAbsent) { try await $0.insertIfAbsent(request, recording: records) }
    }

    package func deviceCode(userCodeDigest digest: [UInt8]) async throws -> DeviceCodeRecord? {
        try await forward(.deviceCode) { try await $0.deviceCode(userCodeDigest: digest) }
    }

    package func change<Outcome: Sendable>(
        deviceCode digest: [UInt8],
        _ body: @Sendable ((request: DeviceCodeRecord, context: GrantContext)?) -> GrantChange<DeviceCodeFate, Outcome>
    ) async throws -> GrantChange<DeviceCodeFate, Outcome> {
        try await forward(.changeDeviceCode) { try await $0.change(deviceCode: digest, body) }
    }

    package func purgeDeviceCodes(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeDeviceCodes) { try await $0.purgeDeviceCodes(endedBefore: moment, limit: limit) }
    }

    package func insert(_ request: PushedRequestRecord) async throws {
        try await forward(.insertPushedRequest) { try await $0.insert(request) }
    }

    package func consume(pushedRequest digest: [UInt8], of clientID: String) async throws -> PushedRequestRecord? {
        try await forward(.consumePushedRequest) { try await $0.consume(pushedRequest: digest, of: clientID) }
    }

    package func purgePushedRequests(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgePushedRequests) {
            try await $0.purgePushedRequests(endedBefore: moment, limit: limit)
        }
    }
}

extension StoreProxy {
    package func insert(_ tokens: [OpaqueTokenRecord]) async throws {
        try await forward(.insertOpaqueTokens) { try await $0.insert(tokens) }
    }

    package func opaqueToken(digest: [UInt8]) async throws -> OpaqueTokenRecord? {
        try await forward(.opaqueToken) { try await $0.opaqueToken(digest: digest) }
    }

    package func remove(opaqueToken digest: [UInt8], recording records: [AuditRecord]) async throws -> Bool {
        try await forward(.removeOpaqueToken) { try await $0.remove(opaqueToken: digest, recording: records) }
    }

    package func purgeOpaqueTokens(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeOpaqueTokens) { try await $0.purgeOpaqueTokens(endedBefore: moment, limit: limit) }
    }

    package func useOnce(_ digest: [UInt8], rememberingUntil moment: Int64) async throws -> Bool {
        try await forward(.useOnce) { try await $0.useOnce(digest, rememberingUntil: moment) }
    }

    package func purgeUsedOnce(rememberedUntilBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeUsedOnce) { try await $0.purgeUsedOnce(rememberedUntilBefore: moment, limit: limit) }
    }
}

extension StoreProxy {
    package func consent(of subject: String, for clientID: String) async throws -> ConsentRecord? {
        try await forward(.consent) { try await $0.consent(of: subject, for: clientID) }
    }

    package func consents(of subject: String) async throws -> [ConsentRecord] {
        try await forward(.consents) { try await $0.consents(of: subject) }
    }

    package func change(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        _ body: @Sendable (ConsentRecord?) -> ConsentRecord
    ) async throws -> ConsentRecord? {
        try await forward(.changeConsent) {
            try await $0.change(consentOf: subject, for: clientID, recording: records, body)
        }
    }

    package func withdraw(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        ending: @Sendable (SessionRecord) -> SessionEnding
    ) async throws -> [Revocation]? {
        try await forward(.withdrawConsent) {
            try await $0.withdraw(consentOf: subject, for: clientID, recording: records, ending: ending)
        }
    }
}

extension StoreProxy {
    package func claimLogouts(_ claim: LogoutClaim) async throws -> [ClaimedLogout] {
        try await forward(.claimLogouts) { try await $0.claimLogouts(claim) }
    }

    package func settle(
        _ logout: ClaimedLogout, _ fate: LogoutFate, recording records: [AuditRecord]
    ) async throws -> Bool {
        try await forward(.settleLogout) { try await $0.settle(logout, fate, recording: records) }
    }

    package func nextLogout() async throws -> Int64? { try await forward(.nextLogout) { try await $0.nextLogout() } }

    package func trimLogouts(
        perClient: Int, overall: Int, recording: @Sendable (LogoutOverflow) -> [AuditRecord]
    ) async throws -> [LogoutOverflow] {
        try await forward(.trimLogouts) {
            try await $0.trimLogouts(perClient: perClient, overall: overall, recording: recording)
        }
    }

    package func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        try await forward(.purgeClientLogins) {
            try await $0.purgeClientLogins(keptUntilBefore: moment, limit: limit)
        }
    }
}
