/// How long sessions last and how forgiving they are.
///
/// How long a session may stay unused is the lifetime of its refresh tokens, `TokenPolicy.refreshTokenLifetime`: each
/// refresh makes a new one, up to ``absoluteLifetime``.
public struct SessionPolicy: Sendable, Hashable {
    /// How long a session lasts after its login, however often it is used (RFC 9700 §4.14.2).
    public let absoluteLifetime: Duration
    /// How long a refresh token that was used is answered with the same successor again, for a client whose answer got
    /// lost and for two tabs that refresh at once. Later it is theft. Zero answers once only.
    public let replayWindow: Duration
    /// How often ``Sessions/watch()`` looks at what other processes have revoked: the longest that a token they have revoked
    /// is still taken here.
    public let pollInterval: Duration

    /// How many logins a user may have at a time. One beyond it ends the one that was used least lately: a program that
    /// logs in again and again, instead of refreshing, must not fill the store. Grants to clients do not count.
    public let maximumSessions: Int

    /// 90 days, 10 seconds, half a second, 100 sessions.
    public static let standard = SessionPolicy()

    private init() {
        absoluteLifetime = .seconds(90 * 24 * 60 * 60)
        replayWindow = .seconds(10)
        pollInterval = .milliseconds(500)
        maximumSessions = 100
    }

    /// Creates a policy.
    /// - Parameters:
    ///   - absoluteLifetime: How long a session lasts after its login: from one second to ten years.
    ///   - replayWindow: How long a used refresh token is answered with the same successor: at most 60 seconds.
    ///   - pollInterval: How often to look for what other processes have revoked: from 10 milliseconds to 60 seconds.
    ///   - maximumSessions: How many logins a user may have at a time: from 1 to 10,000. Grants to clients do not count.
    /// - Throws: ``PolicyError`` `lifetime_out_of_range`, `replay_window_out_of_range`, `poll_interval_out_of_range`,
    ///   `session_limit_out_of_range`.
    public init(
        absoluteLifetime: Duration = SessionPolicy.standard.absoluteLifetime,
        replayWindow: Duration = SessionPolicy.standard.replayWindow,
        pollInterval: Duration = SessionPolicy.standard.pollInterval,
        maximumSessions: Int = SessionPolicy.standard.maximumSessions
    ) throws(PolicyError) {
        try TokenPolicy.validate(lifetime: absoluteLifetime)
        guard replayWindow >= .zero, replayWindow <= .seconds(60) else { throw PolicyError(.replayWindowOutOfRange) }
        guard pollInterval >= .milliseconds(10), pollInterval <= .seconds(60) else {
            throw PolicyError(.pollIntervalOutOfRange)
        }
        guard (1...10_000).contains(maximumSessions) else { throw PolicyError(.sessionLimitOutOfRange) }
        self.absoluteLifetime = absoluteLifetime
        self.maximumSessions = maximumSessions
        self.replayWindow = replayWindow
        self.pollInterval = pollInterval
    }
}
