/// The audit log of a ``MemoryStore``.
struct MemoryAudit: Sendable {
    /// In the order of their numbers.
    private var entries: [AuditEntry] = []
    private var lastNumber: Int64 = 0

    mutating func add(_ records: [AuditRecord]) {
        for record in records {
            lastNumber += 1
            entries.append(AuditEntry(number: lastNumber, record: record))
        }
    }

    func page(_ filter: AuditFilter, before number: Int64?, limit: Int) -> [AuditEntry] {
        Array(
            entries.reversed().lazy.filter { entry in
                number.map { entry.number < $0 } ?? true && filter.matches(entry.record)
            }.prefix(limit))
    }

    func page(after number: Int64, limit: Int) -> [AuditEntry] {
        Array(entries.lazy.filter { $0.number > number }.prefix(limit))
    }

    mutating func purge(recordedBefore moment: Int64, limit: Int) -> Int {
        let old = Set(entries.lazy.filter { $0.record.moment < moment }.prefix(limit).map(\.number))
        entries.removeAll { old.contains($0.number) }
        return old.count
    }
}
