import Synchronization

/// Leave to check one password, counted already. Say once how it ended; what is said later, and a ticket of which nothing
/// is said, changes nothing: then it stays counted as a wrong password.
public final class LoginTicket: Sendable {
    enum Ending: Sendable {
        case succeeded
        case failed
        case faulted
        case withdrawn
    }

    private let isOpen = Mutex(true)
    private let settle: @Sendable (Ending) -> Void

    init(_ settle: @escaping @Sendable (Ending) -> Void) {
        self.settle = settle
    }

    /// The password was right: this attempt is no longer counted as a guess, and the account's wrong ones from this network (or,
    /// for a known device, from its devices) are forgotten.
    public func succeeded() { end(.succeeded) }

    /// The password was wrong, or the name unknown: the attempt stays counted.
    public func failed() { end(.failed) }

    /// A fault, of the store say, has come between, perhaps after a hash was paid for: the attempt is counted as a login of the
    /// account and not as a guess.
    public func faulted() { end(.faulted) }

    /// No password was checked, because of a full pool: the attempt is no longer counted.
    public func withdrawn() { end(.withdrawn) }

    private func end(_ ending: Ending) {
        let isFirst = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        if isFirst { settle(ending) }
    }
}
