/// Which logouts somebody wants to tell clients of.
public struct LogoutClaim: Sendable {
    /// The present, in **milliseconds** since 1970-01-01T00:00:00Z.
    public let now: Int64
    /// Until when they are nobody else's, in milliseconds since 1970-01-01T00:00:00Z: when whoever claims them dies, another has them
    /// from then on.
    public let leaseEndsAt: Int64
    /// The clients that are being told something already, or are to be told nothing now.
    public let excludedClients: [String]
    /// The most that are claimed, at least 1.
    public let limit: Int

    /// Creates a claim.
    /// - Parameters:
    ///   - now: The present, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - leaseEndsAt: Until when they are nobody else's, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - excludedClients: The clients that are being told something already, or are to be told nothing now.
    ///   - limit: The most that are claimed.
    public init(now: Int64, leaseEndsAt: Int64, excludedClients: [String] = [], limit: Int) {
        self.now = now
        self.leaseEndsAt = leaseEndsAt
        self.excludedClients = excludedClients
        self.limit = max(limit, 1)
    }
}
