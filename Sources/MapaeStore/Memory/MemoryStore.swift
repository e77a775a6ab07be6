import Synchronization

/// A store that forgets when the process ends: for tests, and for programs that need no more.
public final class MemoryStore: UserStore, KeyStore, SessionStore {
    /// A text as its UTF-8 bytes: dictionary keys must not merge names that only look or fold alike.
    typealias Key = [UInt8]

    private struct State: Sendable {
        var users: [Key: UserRecord] = [:]
        var userIDs: [Key: Key] = [:]
        var keys: [KeyRecord] = []
    }

    private let state = Mutex(State())
    /// Sessions and revocations change in one step, so they have one lock.
    let sessions = Mutex(MemorySessions())

    /// Creates an empty store.
    public init() {}

    /// Adds a user unless its id or its name is taken.
    public func insertIfAbsent(_ user: UserRecord) async throws -> Bool {
        state.withLock { state in
            let id = Key(user.id.utf8)
            let name = Key(user.username.utf8)
            guard state.users[id] == nil, state.userIDs[name] == nil else { return false }
            state.users[id] = user
            state.userIDs[name] = id
            return true
        }
    }

    /// Finds a user by its canonical name.
    public func user(named username: String) async throws -> UserRecord? {
        state.withLock { state in state.userIDs[Key(username.utf8)].flatMap { state.users[$0] } }
    }

    /// Finds a user by its id.
    public func user(id: String) async throws -> UserRecord? {
        state.withLock { $0.users[Key(id.utf8)] }
    }

    /// Replaces a password's hash if it is still the one that the caller has seen.
    public func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        state.withLock { state in
            guard let user = state.users[Key(id.utf8)], user.passwordHash.utf8.elementsEqual(old.utf8) else {
                return false
            }
            state.users[Key(id.utf8)] = UserRecord(
                id: user.id, username: user.username, passwordHash: new, createdAt: user.createdAt)
            return true
        }
    }

    /// Whether there is any user at all.
    public func hasUsers() async throws -> Bool {
        state.withLock { !$0.users.isEmpty }
    }

    /// All keys, the oldest first.
    public func keys() async throws -> [KeyRecord] {
        state.withLock { $0.keys }
    }

    /// Adds `candidate` if there is no key at all, and returns all keys.
    public func keys(insertingIfEmpty candidate: KeyRecord) async throws -> [KeyRecord] {
        state.withLock { state in
            if state.keys.isEmpty { state.keys = [candidate] }
            return state.keys
        }
    }
}
