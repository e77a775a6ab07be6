#if RemoteKeys
import Crypto
import Mapae
import MapaeJOSE
import Synchronization

/// Asks one issuer about tokens, once for all requests that bring the same one, and remembers what was said for a while.
final class Introspector: Sendable, CustomReflectable {
    private typealias Outcome = Result<VerifiedToken, TokenError>

    private struct State {
        var believed: AnswerCache<VerifiedToken>
        var refused: AnswerCache<TokenError>
        var questions: [SHA256Digest: Task<Outcome, Never>] = [:]
        var breaker: QuestionBreaker
        var failure: RemoteKeysError?
    }

    /// What a token finds.
    private enum Found {
        case outcome(Outcome)
        case asking(Task<Outcome, Never>)
    }

    /// What a refusal costs: a digest, a code and their place.
    private static let refusalCost = 512

    private let endpoint: IntrospectionEndpoint
    private let claims: ForeignClaims
    private let limits: IntrospectionLimits
    private let wall: TokenClock
    private let clock: MonotonicClock
    private let state: Mutex<State>

    /// Creates one that has asked nothing yet.
    /// - Parameters:
    ///   - endpoint: Who is asked.
    ///   - claims: What decides on an answer.
    ///   - limits: How long answers are kept, and what asking may cost.
    ///   - wall: The clock that `exp` and its like are compared with.
    ///   - clock: The clock for how long answers are kept.
    init(
        _ endpoint: IntrospectionEndpoint, claims: ForeignClaims, limits: IntrospectionLimits, wall: TokenClock,
        clock: MonotonicClock
    ) {
        self.endpoint = endpoint
        self.claims = claims
        self.limits = limits
        self.wall = wall
        self.clock = clock
        self.state = Mutex(
            State(
                believed: AnswerCache(maximumCount: limits.maximumTokens, maximumCost: limits.maximumBytes),
                refused: AnswerCache(
                    maximumCount: limits.maximumTokens, maximumCost: limits.maximumTokens * Self.refusalCost),
                breaker: QuestionBreaker(pause: limits.pause)))
    }

    /// Why the last question could not be answered, or `nil` when it was.
    var lastFailure: RemoteKeysError? { state.withLock { $0.failure } }

    /// Shows nothing: what is remembered are people's claims.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// Decides on a token. It waits where nothing is known of it.
    ///
    /// Who waits does not own the question: a request that is given up leaves it to the others.
    /// - Throws: `TokenError`.
    func verify(_ token: Substring) async throws(TokenError) -> VerifiedToken {
        // What no `Authorization` header could carry right (RFC 6750 §2.1) must not be able to make anybody ask.
        guard Self.isTokenText(token.utf8.span) else { throw TokenError(.invalidToken) }
        let verified: VerifiedToken
        switch find(token) {
        case .outcome(let outcome): verified = try outcome.get()
        case .asking(let question): verified = try await question.value.get()
        }
        // Of what was remembered, time is all that can have changed.
        try claims.checkTimes(of: verified, now: wall.now())
        return verified
    }

    private func find(_ token: Substring) -> Found {
        let key = SHA256.hash(data: Array(token.utf8))
        let now = clock.now()
        return state.withLock { state in
            if let verified = state.believed.value(of: key, at: now) { return .outcome(.success(verified)) }
            if let refusal = state.refused.value(of: key, at: now) { return .outcome(.failure(refusal)) }
            if let question = state.questions[key] { return .asking(question) }
            let room =
                state.believed.remembers(key)
                ? limits.maximumQuestions : limits.maximumQuestions - limits.maximumQuestions / 4
            guard state.questions.count < room else {
                return .outcome(.failure(TokenError(.temporarilyUnavailable, retryAfter: .seconds(1))))
            }
            if let pause = state.breaker.refusal(at: now) {
                return .outcome(.failure(TokenError(.temporarilyUnavailable, retryAfter: pause)))
            }
            // In a task of its own, which inherits nothing from the request that happens to come first.
            let text = String(token)
            let question = Task.detached { await self.ask(text, key) }
            state.questions[key] = question
            return .asking(question)
        }
    }

    private func ask(_ token: String, _ key: SHA256Digest) async -> Outcome {
        let endpoint = endpoint
        do throws(RemoteKeysError) {
            let answer = try await TimeLimit.run(limits.timeLimit, clock) { () throws(RemoteKeysError) in
                try await endpoint.ask(token)
            }
            return answered(key, answer)
        } catch {
            return failed(key, error)
        }
    }

    private func answered(_ key: SHA256Digest, _ answer: IntrospectionAnswer) -> Outcome {
        let now = wall.now()
        let outcome: Outcome
        do throws(TokenError) {
            switch answer {
            case .active(let active): outcome = .success(try claims.check(introspected: active, now: now))
            case .inactive: throw TokenError(.invalidToken)
            case .unusable(let cause): throw TokenError(.invalidToken, cause: cause)
            }
        } catch {
            outcome = .failure(error)
        }
        state.withLock { state in
            state.questions[key] = nil
            state.breaker.succeeded()
            state.failure = nil
            switch outcome {
            case .success(let verified):
                state.refused.removeValue(of: key)
                let rest = claims.timeLeft(to: verified, now: now)
                state.believed.keep(
                    verified, of: key, cost: verified.claims.json.count + Self.refusalCost,
                    until: clock.now() + min(limits.lifetime, rest))
            case .failure(let error):
                state.believed.removeValue(of: key)
                state.refused.keep(
                    error, of: key, cost: Self.refusalCost, until: clock.now() + limits.refusalLifetime)
            }
        }
        return outcome
    }

    private func failed(_ key: SHA256Digest, _ error: RemoteKeysError) -> Outcome {
        let now = clock.now()
        state.withLock { state in
            state.questions[key] = nil
            state.failure = error
            if Self.isEndpointsFault(error) { state.breaker.failed(at: now) } else { state.breaker.succeeded() }
        }
        return .failure(TokenError(.temporarilyUnavailable, retryAfter: limits.pause, underlying: error))
    }

    /// Whether a failure says something of the endpoint, and not only of what was asked: whoever finds a token that the
    /// provider chokes on must not be able to stop all others.
    private static func isEndpointsFault(_ error: RemoteKeysError) -> Bool {
        switch error.code {
        case .invalidIntrospection, .answerTooLarge: false
        case .unexpectedStatus: ![400, 413, 414, 422, 431].contains(error.status)
        default: true
        }
    }

    /// RFC 6750 §2.1, `b64token`: letters, digits, `-._~+/`, then any number of `=`.
    private static func isTokenText(_ bytes: Span<UInt8>) -> Bool {
        var end = bytes.count
        while end > 0, bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
        guard end > 0 else { return false }
        for index in 0..<end {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                continue
            default: return false
            }
        }
        return true
    }
}
#endif
