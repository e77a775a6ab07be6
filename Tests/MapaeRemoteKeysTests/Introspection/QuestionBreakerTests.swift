#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("Whether asking is worth it")
struct QuestionBreakerTests {
    static func broken(at now: Duration = .zero) -> QuestionBreaker {
        var breaker = QuestionBreaker(pause: .seconds(5))
        for _ in 0..<5 { breaker.failed(at: now) }
        return breaker
    }

    @Test func `four failures in a row change nothing, and an answer begins the count anew`() {
        var breaker = QuestionBreaker(pause: .seconds(5))
        for _ in 0..<10 {
            for _ in 0..<4 { breaker.failed(at: .zero) }
            #expect(breaker.refusal(at: .zero) == nil)
            breaker.succeeded()
        }
    }

    @Test func `the fifth begins a pause, which says how long it still is`() {
        var breaker = Self.broken(at: .seconds(100))
        #expect(breaker.refusal(at: .seconds(100)) == .seconds(5))
        #expect(breaker.refusal(at: .seconds(104)) == .seconds(1))
    }

    @Test func `after the pause one question is tried, whose outcome decides`() {
        var breaker = Self.broken()
        #expect(breaker.refusal(at: .seconds(5)) == nil)
        #expect(breaker.refusal(at: .seconds(5)) == .seconds(5))
        breaker.failed(at: .seconds(6))
        #expect(breaker.refusal(at: .seconds(10)) == .seconds(1))
        #expect(breaker.refusal(at: .seconds(11)) == nil)
        breaker.succeeded()
        for _ in 0..<3 { #expect(breaker.refusal(at: .seconds(11)) == nil) }
    }
}
#endif
