#if Server
import HummingbirdMapae
package import MapaeAccounts
package import MapaeStore

/// What an operator does at the command line, on the data directory of a server that may run meanwhile. It learns of what was
/// revoked within half a second.
public struct Administration: Sendable {
    /// Who acts, in the audit log.
    package static let actor = "operator"

    let server: TokenServer

    /// Opens the data directory.
    /// - Parameter settings: Where the data is.
    /// - Throws: ``ServerError``, `StoreError`.
    public static func open(_ settings: ServerSettings) async throws -> Administration {
        Administration(server: try await TokenServer.open(settings))
    }

    /// Opens the data directory for the length of a closure.
    /// - Throws: ``ServerError``, `StoreError`, and what the closure throws.
    public static func with<Value>(
        _ settings: ServerSettings, _ body: (Administration) async throws -> Value
    ) async throws -> Value {
        let administration = try await open(settings)
        do {
            let value = try await body(administration)
            await administration.server.close()
            return value
        } catch {
            await administration.server.close()
            throw error
        }
    }

    // MARK: Users

    /// Calls a closure with each user, a page at a time.
    package func eachUser(_ body: (UserRecord) throws -> Void) async throws {
        var last: String?
        while true {
            let page = try await server.accounts.users(after: last, limit: 500)
            for user in page { try body(user) }
            guard let id = page.last?.id else { return }
            last = id
        }
    }

    /// The user of a name.
    /// - Throws: ``ServerError`` `no_user`.
    package func user(named name: String) async throws -> UserRecord {
        guard let user = try await server.accounts.user(named: name) else {
            throw ServerError(.noUser, "There is no user of that name. All users: mapae users list")
        }
        return user
    }

    /// Changes a user in one step; see ``AccountEdit/endsSessions``.
    /// - Returns: The user.
    @discardableResult
    package func edit(userNamed name: String, _ edit: AccountEdit) async throws -> UserRecord {
        try await doing(edit.parts.map(\.auditKind), toUserNamed: name) { id, sweep, record in
            try await server.accounts.edit(id, edit, ending: sweep) { part, _ in [record(part.auditKind)] }
        }
    }

    /// Deletes a user, which ends its sessions.
    /// - Returns: The user as it was.
    @discardableResult
    package func delete(userNamed name: String) async throws -> UserRecord {
        try await doing([.userDeleted], toUserNamed: name) { id, sweep, record in
            try await server.accounts.delete(id, ending: sweep) { _ in [record(.userDeleted)] }
        }
    }

    private func doing(
        _ kinds: [AuditKind], toUserNamed name: String,
        _ body: (
            _ id: String, SessionSweep, _ record: @escaping @Sendable (AuditKind) -> AuditRecord
        ) async throws -> AccountChange
    ) async throws -> UserRecord {
        let id = try await user(named: name).id
        let now = server.logins.now()
        let sweep = server.sessions.sweep(by: Self.ender(kinds.first(where: \.endsSessions)?.rawValue))
        return try await body(id, sweep) { $0.record(at: now, subject: id, actor: Self.actor) }.user
    }

    private static func ender(_ reason: String?) -> SessionEnder { SessionEnder(actor, reason: reason) }

    // MARK: Sessions

    /// Calls a closure with each session, a page at a time.
    package func eachSession(_ body: (SessionRecord) throws -> Void) async throws {
        var last: String?
        while true {
            let page = try await server.store.sessions(after: last, limit: 500)
            for session in page { try body(session) }
            guard let id = page.last?.id else { return }
            last = id
        }
    }

    /// The sessions of a user.
    package func sessions(ofUserNamed name: String) async throws -> [SessionRecord] {
        try await server.store.sessions(of: user(named: name).id)
    }

    /// Ends a session.
    /// - Returns: Whether there was one of that id.
    package func endSession(id: String) async throws -> Bool {
        guard let session = try await server.store.session(id: id) else { return false }
        return try await !server.sessions.end(
            session: id, of: session.subject, by: Self.ender("ended_by_administrator")
        ).sessionIDs.isEmpty
    }

    /// Ends all sessions of a user.
    /// - Returns: How many there were.
    package func endSessions(ofUserNamed name: String) async throws -> Int {
        try await server.sessions.endAll(
            of: user(named: name).id, by: Self.ender("ended_by_administrator")
        ).sessionIDs.count
    }

    // MARK: The audit log

    /// The newest entries that meet a filter, the newest first.
    package func audit(_ filter: AuditFilter, before number: Int64? = nil, limit: Int) async throws -> [AuditEntry] {
        try await server.store.audit(filter, before: number, limit: limit)
    }

    /// The entries after another, the oldest first.
    package func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        try await server.store.audit(after: number, limit: limit)
    }
}
#endif
