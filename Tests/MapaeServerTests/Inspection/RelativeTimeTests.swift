#if Server
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("A moment in words")
struct RelativeTimeTests {
    @Test(
        "counts in the largest unit that fits, rounded to the nearest",
        arguments: [
            (0, "just now"), (1, "in 1 second"), (2, "in 2 seconds"), (59, "in 59 seconds"), (60, "in 1 minute"),
            (89, "in 1 minute"), (90, "in 2 minutes"), (899, "in 15 minutes"), (3569, "in 59 minutes"),
            (3570, "in 1 hour"), (3599, "in 1 hour"), (3600, "in 1 hour"), (5400, "in 2 hours"),
            (86_399, "in 1 day"), (86_400, "in 1 day"), (172_800, "in 2 days"), (2_591_999, "in 30 days"),
            (2_592_000, "in 30 days"), (-1, "1 second ago"), (-59, "59 seconds ago"), (-60, "1 minute ago"),
            (-3600, "1 hour ago"), (-86_400, "1 day ago"), (-400 * 86_400, "400 days ago"),
        ])
    func words(_ seconds: Int64, _ words: String) {
        let now = NumericDate(seconds: 1_700_000_000)
        #expect(RelativeTime(from: NumericDate(seconds: now.seconds + seconds), to: now).description == words)
    }

    @Test("holds at both ends of time (S5)")
    func ends() {
        let first = NumericDate(seconds: .min)
        let last = NumericDate(seconds: .max)
        #expect(RelativeTime(from: last, to: first).description == "in 2932897 days")
        #expect(RelativeTime(from: first, to: last).description == "2932897 days ago")
    }

    @Test("looks at whole seconds only")
    func nanoseconds() {
        let moment = NumericDate(seconds: 5, nanoseconds: 999_999_999)
        #expect(RelativeTime(from: moment, to: NumericDate(seconds: 5)).description == "just now")
    }
}
#endif
