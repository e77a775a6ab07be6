/// A login or a sign-up that is not even looked at, because there were too many: 429 with `Retry-After`.
///
/// It is the same for names that exist and names that do not, and says nothing of which limit it was: that is for the log.
public struct LoginRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which limit refuses, for logs and metrics.
    public enum Limit: String, Sendable, CaseIterable {
        /// Wrong passwords of this account from this network, or from its known devices.
        case accountOnNetwork
        /// Wrong passwords of this account from everywhere.
        case account
        /// Logins of this network.
        case network
        /// Logins of this account that succeeded, from wherever, or from its known devices.
        case logins
        /// Sign-ups of this network.
        case signUp
        /// So many counters refuse at this moment that there is no place for another.
        case full
    }

    /// Which limit refuses.
    public let limit: Limit
    /// In how many seconds trying again can succeed, 1 or more.
    public let retryAfter: Int

    /// Rounds up: whoever comes back on time is not refused again.
    init(_ limit: Limit, wait milliseconds: Int64) {
        self.limit = limit
        retryAfter = max(1, Int(clamping: (milliseconds + 999) / 1000))
    }

    /// What to do, without the limit's name.
    public var description: String { "There were too many attempts. Try again in \(retryAfter) s." }
}
