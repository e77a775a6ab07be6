import MapaeJOSE
import MapaeOAuth
import Synchronization

/// Users that a test adds and removes.
final class KnownUsers: OAuthUsers {
    private let users = Mutex<[String: JSONObject]>([:])
    private let isAway = Mutex(false)

    subscript(subject: String) -> JSONObject? {
        get { users.withLock { $0[subject] } }
        set { users.withLock { $0[subject] = newValue } }
    }

    /// Whether who knows the users fails.
    func setAway(_ isAway: Bool) { self.isAway.withLock { $0 = isAway } }

    func claims(of subject: String) async throws -> JSONObject? {
        if isAway.withLock(\.self) { throw CancellationError() }
        return self[subject]
    }
}
