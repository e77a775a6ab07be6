import Synchronization

extension MemoryStore {
    /// Adds records in one step.
    public func record(_ records: [AuditRecord]) async throws {
        state.withLock { $0.audit.add(records) }
    }

    /// The newest entries that meet a filter, the newest first.
    public func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] {
        state.withLock { $0.audit.page(filter, before: number, limit: limit) }
    }

    /// The entries that came after another, the oldest first.
    public func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        state.withLock { $0.audit.page(after: number, limit: limit) }
    }

    /// Forgets old entries.
    @discardableResult
    public func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.audit.purge(recordedBefore: moment, limit: limit) }
    }
}
