#if Server
import MapaeAccounts
import MapaeJOSE
import MapaeStore

/// The user `test` of a demo: a new password at each start, and never in the database, so that nothing of it stays.
struct DemoUser: Sendable {
    static let username = "test"

    let record: UserRecord
    let password: String

    /// - Throws: ``ServerError`` `demo` when there is a real user of that name, who would not be able to log in.
    static func make(pool: HashingPool, store: any UserStore) async throws -> DemoUser {
        guard try await store.user(named: username) == nil else {
            throw ServerError(
                .demo,
                "There is a user '\(username)' in the database already: leave --demo out, or use another --data-dir.")
        }
        let password = RandomBytes.identifier()
        let memory = MemoryStore()
        let record = try await Accounts(store: memory, pool: pool).create(username: username, password: password)
        return DemoUser(record: record, password: password)
    }
}
#endif
