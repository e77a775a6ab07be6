#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("How many requests go out a minute")
struct OutboundPaceTests {
    @Test("What is given back can be taken again, in the same minute and of the same host alone")
    func givenBack() {
        var pace = OutboundPace(perHost: 2, altogether: 3)
        func take(_ host: String, at second: Int) -> Bool { pace.take(host, at: .seconds(second)) }
        var taken = [take("a", at: 100), take("a", at: 101), take("a", at: 102)]
        #expect(taken == [true, true, false])
        // Of this host nothing was taken.
        pace.giveBack("b", takenAt: .seconds(101))
        taken = [take("b", at: 103), take("c", at: 104)]
        #expect(taken == [true, false])
        pace.giveBack("a", takenAt: .seconds(101))
        taken = [take("a", at: 105), take("a", at: 106)]
        #expect(taken == [true, false])
        pace.giveBack("a", takenAt: .seconds(105))
        taken = [take("c", at: 107), take("a", at: 108)]
        #expect(taken == [true, false])
        // Another minute: what was taken before it is over.
        taken = [take("a", at: 160), take("a", at: 161)]
        pace.giveBack("a", takenAt: .seconds(107))
        taken += [take("a", at: 162)]
        #expect(taken == [true, true, false])
    }
}
#endif
