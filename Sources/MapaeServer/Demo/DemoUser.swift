#if Server
import MapaeAccounts
import MapaeJOSE
import MapaeStore

/// The user `test` of a demo, with a new password at each start.
struct DemoUser: Sendable {
    static let username = "test"

    let record: UserRecord
    let password: String

    /// Adds the user to a demo's store, which is in memory, so that nothing of it stays.
    static func add(to store: MemoryStore, pool: HashingPool) async throws -> DemoUser {
        let password = RandomBytes.identifier()
        let record = try await Accounts(store: store, pool: pool).create(username: username, password: password)
        return DemoUser(record: record, password: password)
    }
}
#endif
