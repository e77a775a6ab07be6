import HummingbirdMapae
import Synchronization

/// The ids of an app's revoked tokens, in memory. A token without an id counts as one with a null id.
final class RevokedTokens: Sendable {
    private let ids = Mutex<Set<String?>>([])

    func insert(_ id: JSONValue?) { ids.withLock { _ = $0.insert(id?.string) } }

    func contains(_ id: JSONValue?) -> Bool { ids.withLock { $0.contains(id?.string) } }

    func removeAll() { ids.withLock { $0.removeAll() } }
}
