#if RemoteKeys
/// How long answers about tokens are kept, and what asking for them may cost.
public struct IntrospectionLimits: Sendable, Hashable {
    /// How long a token is believed without asking again, at most; never beyond its `exp`. It is how long a revoked token
    /// may still open routes.
    public var lifetime: Duration
    /// How long a token that was refused is not asked about again.
    public var refusalLifetime: Duration
    /// How many tokens that are believed are kept, and as many that were refused. The two are apart, so that garbage of
    /// strangers pushes out no good token.
    public var maximumTokens: Int
    /// How many bytes the answers about believed tokens may have, all together.
    public var maximumBytes: Int
    /// How many questions may be under way at once; a token beyond that is answered with 503. A quarter of them is for
    /// tokens that were believed before: a flood of made-up ones leaves that to the users who are there.
    public var maximumQuestions: Int
    /// How long a question may take.
    public var timeLimit: Duration
    /// How long nothing is asked after five failures in a row.
    public var pause: Duration

    /// How long an answer may be.
    static let maximumAnswerBytes = 64 * 1024

    /// Creates limits.
    /// - Parameters:
    ///   - lifetime: 60 seconds unless told; none to an hour.
    ///   - refusalLifetime: Ten seconds unless told; none to a minute.
    ///   - maximumTokens: 10,000 unless told; at most a million.
    ///   - maximumBytes: 16 MiB unless told; from 128 KiB to 1 GiB.
    ///   - maximumQuestions: 32 unless told; from 4 to 1,024.
    ///   - timeLimit: Five seconds unless told; at most a minute.
    ///   - pause: Five seconds unless told; from one to sixty.
    public init(
        lifetime: Duration = .seconds(60),
        refusalLifetime: Duration = .seconds(10),
        maximumTokens: Int = 10_000,
        maximumBytes: Int = 16 * 1024 * 1024,
        maximumQuestions: Int = 32,
        timeLimit: Duration = .seconds(5),
        pause: Duration = .seconds(5)
    ) {
        self.lifetime = lifetime
        self.refusalLifetime = refusalLifetime
        self.maximumTokens = maximumTokens
        self.maximumBytes = maximumBytes
        self.maximumQuestions = maximumQuestions
        self.timeLimit = timeLimit
        self.pause = pause
    }

    /// Refuses what would keep a revoked token alive, or has no bound.
    /// - Throws: ``RemoteKeysError`` `invalid_policy`.
    func validate() throws(RemoteKeysError) {
        guard lifetime >= .zero, lifetime <= .seconds(3600), refusalLifetime >= .zero, refusalLifetime <= .seconds(60),
            (2...1_000_000).contains(maximumTokens), (128 * 1024...1 << 30).contains(maximumBytes),
            (4...1024).contains(maximumQuestions), timeLimit > .zero, timeLimit <= .seconds(60),
            pause >= .seconds(1), pause <= .seconds(60)
        else { throw RemoteKeysError(.invalidPolicy) }
    }
}
#endif
