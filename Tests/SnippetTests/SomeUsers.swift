import HummingbirdMapae
import Synchronization

@testable import SnippetExamples

/// Users of which one can be removed.
actor SomeUsers: Users {
    private var users = [
        User(id: 1, name: "ada", fullName: "Ada Lovelace"), User(id: 2, name: "grace", fullName: "Grace Hopper"),
    ]

    func user(named name: String) -> User? { users.first { $0.name == name } }
    func user(id: Int) -> User? { users.first { $0.id == id } }
    func remove(id: Int) { users.removeAll { $0.id == id } }
}

/// A clock that begins now and is moved by hand.
final class Moment: Sendable {
    private let moment = Mutex(TokenClock.system.now())

    var now: NumericDate { moment.withLock { $0 } }
    func advance(by duration: Duration) { moment.withLock { $0 = $0.advanced(by: duration) } }
}
