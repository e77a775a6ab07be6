#if RemoteKeys
/// How long the keys of another issuer are kept, and what fetching them may cost.
public struct KeyRefreshPolicy: Sendable, Hashable {
    /// How long keys are used without asking again, at least, whatever `Cache-Control` says. `no-cache` and `no-store`
    /// mean this: without keeping the keys for a while nothing could be checked.
    public var minimumFreshness: Duration
    /// How long keys are used without asking again where the issuer does not say it.
    public var defaultFreshness: Duration
    /// How long keys are used without an answer of the issuer, at most: a token that comes later waits for one. It bounds how
    /// long a withdrawn key is still believed while the issuer can be reached.
    public var maximumFreshness: Duration
    /// How long keys are used that could not be confirmed, because the issuer cannot be reached or answers nonsense. After
    /// that no token is believed. It bounds how long a withdrawn key can be kept alive by cutting the network.
    public var hardLimit: Duration
    /// The pause after each load, successful or not, before the next one, whatever is the reason for it. A token with an
    /// unknown `kid` costs a load at most this often.
    public var cooldown: Duration
    /// How long a load may take: discovery, redirects and answer together.
    public var timeLimit: Duration
    /// How many bytes an answer may have.
    public var maximumBytes: Int

    /// Creates a policy.
    /// - Parameters:
    ///   - minimumFreshness: One minute unless told; at least a second.
    ///   - defaultFreshness: Ten minutes unless told.
    ///   - maximumFreshness: One hour unless told.
    ///   - hardLimit: One day unless told; at most a week.
    ///   - cooldown: 30 seconds unless told; at least a second.
    ///   - timeLimit: Ten seconds unless told; at most a minute.
    ///   - maximumBytes: 512 KiB unless told, which is also the most.
    public init(
        minimumFreshness: Duration = .seconds(60),
        defaultFreshness: Duration = .seconds(600),
        maximumFreshness: Duration = .seconds(3600),
        hardLimit: Duration = .seconds(24 * 3600),
        cooldown: Duration = .seconds(30),
        timeLimit: Duration = .seconds(10),
        maximumBytes: Int = 512 * 1024
    ) {
        self.minimumFreshness = minimumFreshness
        self.defaultFreshness = defaultFreshness
        self.maximumFreshness = maximumFreshness
        self.hardLimit = hardLimit
        self.cooldown = cooldown
        self.timeLimit = timeLimit
        self.maximumBytes = maximumBytes
    }

    /// Refuses what would ask all the time, or believe for ever.
    func validate() throws(RemoteKeysError) {
        let week: Duration = .seconds(7 * 24 * 3600)
        guard minimumFreshness >= .seconds(1), minimumFreshness <= defaultFreshness,
            defaultFreshness <= maximumFreshness, maximumFreshness <= hardLimit, hardLimit <= week,
            cooldown >= .seconds(1), cooldown <= hardLimit,
            timeLimit > .zero, timeLimit <= .seconds(60), (1...512 * 1024).contains(maximumBytes)
        else { throw RemoteKeysError(.invalidPolicy) }
    }

    /// How long an answer is fresh, held within the bounds.
    func freshness(_ headers: CacheHeaders) -> Duration {
        min(max(headers.freshness ?? defaultFreshness, minimumFreshness), maximumFreshness)
    }
}
#endif
