#if Server
import Testing

@testable import MapaeServer

@Suite("The pace at which a flood is answered")
struct RefusalPaceTests {
    private let start = ContinuousClock.now

    @Test("One alone waits the shortest time, also a long time after another")
    func alone() {
        var pace = RefusalPace()
        let first = pace.turn(at: start)
        #expect(first == start + RefusalPace.shortest)
        let later = start + .seconds(60)
        let second = pace.turn(at: later)
        #expect(second == later + RefusalPace.shortest)
    }

    @Test("Those who are refused at one moment are answered one after another")
    func herd() {
        var pace = RefusalPace()
        let turns = (0..<100).map { _ in pace.turn(at: start) }
        #expect(turns == (0..<100).map { start + RefusalPace.shortest + RefusalPace.spacing * $0 })
    }

    @Test("Nobody waits longer than the longest time, and who comes later is answered no earlier")
    func limit() {
        var pace = RefusalPace()
        let herd = (0..<1000).map { _ in pace.turn(at: start) }
        #expect(herd.allSatisfy { $0 <= start + RefusalPace.longest })
        #expect(herd.last == start + RefusalPace.longest)
        let next = pace.turn(at: start + .milliseconds(10))
        #expect(next == start + RefusalPace.longest + RefusalPace.spacing)
    }
}
#endif
