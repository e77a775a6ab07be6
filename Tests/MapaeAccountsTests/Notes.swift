@testable import MapaeAccounts

/// A list that many threads write to.
///
/// Not behind a `Mutex`: on Linux the thread sanitizer does not see its slow path, and reports a race that is none.
final class Notes<Note: Sendable>: Sendable {
    private let list = Monitor<[Note]>([])

    func add(_ note: Note) { list.withLock { $0.append(note) } }

    func clear() { list.withLock { $0 = [] } }

    var all: [Note] { list.withLock { $0 } }
}
