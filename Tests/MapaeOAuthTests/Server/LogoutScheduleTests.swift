import MapaeStore
import Testing

@testable import MapaeOAuth

@Suite("A client is told again at a moment that nobody can foresee, and for a day")
struct LogoutScheduleTests {
    private func next(_ attempt: Int, since: Int64 = 0, now: Int64 = 0, _ jitter: Double = 0.5) -> Int64? {
        LogoutSchedule { jitter }.next(
            after: ClaimedLogout(sessionID: "s", clientID: "c", subject: "u", attempt: attempt, since: since), now: now)
    }

    @Test(
        "The pause grows with the attempts",
        arguments: [
            (1, 5000), (2, 30_000), (3, 120_000), (4, 600_000), (5, 3_600_000), (6, 3_600_000), (.max, 3_600_000),
            (0, 5000), (.min, 5000),
        ] as [(Int, Int64)])
    func pauses(_ attempt: Int, _ pause: Int64) { #expect(next(attempt) == pause) }

    @Test(
        "It is a quarter shorter or longer by chance, and no more",
        arguments: [(-1, 3750), (0, 3750), (0.25, 4375), (1, 6250), (7, 6250)] as [(Double, Int64)])
    func jitter(_ share: Double, _ pause: Int64) { #expect(next(1, share) == pause) }

    @Test("The last attempt is at the end of the day, and a clock that is set anywhere traps nobody")
    func patience() {
        let day: Int64 = 86_400_000
        #expect(next(9, now: day - 1) == day)
        #expect(next(9, now: day) == nil)
        #expect(next(9, now: .max) == nil)
        #expect(next(1, since: day, now: 0) == 5000)
        _ = next(1, since: .max, now: 0)
    }
}
