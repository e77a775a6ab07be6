import Testing

@testable import MapaeOAuth

@Suite("A client that does not answer is told nothing for a while")
struct LogoutHoldsTests {
    private let schedule = LogoutSchedule { 0.5 }
    private let client = Array("c".utf8)

    @Test(
        "For longer each time, until it answers",
        arguments: [.told, .refused, .unwanted, .failed(status: 503)] as [LogoutOutcome])
    func grows(_ answer: LogoutOutcome) {
        var holds = LogoutHolds()
        var now: Int64 = 1_000_000
        for pause in [5000, 30_000, 120_000, 120_000] as [Int64] {
            holds.note(.failed(status: nil), of: client, at: now, schedule)
            #expect(holds.firstEnd(after: now) == now + pause)
            now += pause
            let (before, after) = (holds.clients(at: now - 1), holds.clients(at: now))
            #expect(before == [client] && after.isEmpty)
            #expect(holds.firstEnd(after: now) == nil)
        }
        holds.note(.failed(status: nil), of: client, at: now, schedule)
        holds.note(answer, of: client, at: now, schedule)
        let held = holds.clients(at: now)
        #expect(held.isEmpty && holds.count == 0)
    }

    @Test("What was not sent has it wait for the first pause, and counts for nothing")
    func unsent() {
        var holds = LogoutHolds()
        var now: Int64 = 1_000_000
        let steps: [(LogoutOutcome, Int64)] = [
            (.unsent, 5000), (.unsent, 5000), (.failed(status: nil), 5000), (.unsent, 5000),
            (.failed(status: nil), 30_000),
        ]
        for (outcome, pause) in steps {
            holds.note(outcome, of: client, at: now, schedule)
            #expect(holds.firstEnd(after: now) == now + pause)
            now += pause
        }
    }

    @Test("What is long over is forgotten, and a clock that is set back has nobody wait")
    func forgets() {
        var holds = LogoutHolds()
        for (moment, count) in [(1_604_999, 1), (1_605_000, 0), (0, 0)] as [(Int64, Int)] {
            holds.note(.failed(status: nil), of: Array("\(moment)".utf8), at: 1_000_000, schedule)
            let held = holds.clients(at: moment)
            #expect(held.isEmpty && holds.count == count)
        }
    }
}
