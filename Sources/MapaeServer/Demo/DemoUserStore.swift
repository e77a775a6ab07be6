#if Server
import MapaeStore

/// A store with one more user, who cannot be changed and is written nowhere.
struct DemoUserStore: UserStore {
    let demo: UserRecord
    let base: any UserStore

    func insertIfAbsent(_ user: UserRecord) async throws -> Bool {
        if user.username.utf8.elementsEqual(demo.username.utf8) { return false }
        return try await base.insertIfAbsent(user)
    }

    func user(named username: String) async throws -> UserRecord? {
        username.utf8.elementsEqual(demo.username.utf8) ? demo : try await base.user(named: username)
    }

    func user(id: String) async throws -> UserRecord? {
        id.utf8.elementsEqual(demo.id.utf8) ? demo : try await base.user(id: id)
    }

    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        id.utf8.elementsEqual(demo.id.utf8)
            ? false : try await base.replacePasswordHash(ofUser: id, from: old, to: new)
    }

    func hasUsers() async throws -> Bool { true }
}
#endif
