import Testing

@testable import MapaeJOSE

@Suite("Numeric dates")
struct NumericDateTests {
    struct Reading: Sendable, CustomStringConvertible {
        let text: String
        let date: NumericDate?

        init(_ text: String, _ seconds: Int64?, _ nanoseconds: UInt32 = 0) {
            self.text = text
            self.date = seconds.map { NumericDate(seconds: $0, nanoseconds: nanoseconds) }
        }

        var description: String { text }
    }

    @Test(
        arguments: [
            Reading("0", 0), Reading("0.0", 0), Reading("0e5", 0), Reading("0.000e-9999", 0),
            Reading("1", 1), Reading("1.5", 1, 500_000_000), Reading("1e9", 1_000_000_000),
            Reading("1E+9", 1_000_000_000), Reading("0.1e10", 1_000_000_000), Reading("10e-1", 1),
            Reading("17e8", 1_700_000_000), Reading("1700000000.0", 1_700_000_000),
            Reading("1700000000.000000001", 1_700_000_000, 1),
            Reading("1700000000.999999999", 1_700_000_000, 999_999_999),
            Reading("1700000000.9999999999", 1_700_000_000, 999_999_999),
            Reading("1700000000.0000000009", 1_700_000_000),
            Reading("1700000000000000000000e-12", 1_700_000_000),
            Reading("0.00000000000000000000000000000017e40", 1_700_000_000),
            Reading("253402300799", 253_402_300_799), Reading("253402300799.5", 253_402_300_799, 500_000_000),
            Reading("0.05000000000000000000000", 0, 50_000_000), Reading("0.09999999999999999999", 0, 99_999_999),
            Reading("1e-400", 0), Reading("1e-99999999999999999999", 0), Reading("0.0000000001", 0),
        ])
    func `a number is read exactly`(_ reading: Reading) {
        #expect(NumericDate(number: Array(reading.text.utf8).span) == reading.date)
    }

    @Test(
        arguments: [
            "-1", "-0", "-0.5", "-9223372036854775808", "253402300800", "9223372036854775807", "9223372036854775808",
            "18446744073709551616", "1e12", "1e300", "1e308", "1e309", "1e400", "1e99999999999999999999",
            "99999999999999999999999999999999999999", "0.1e400", #""1700000000""#, "true", "false", "null", "[1]", "{}",
        ])
    func `J34 S5 what is no moment from 1970 to 9999 is refused without a trap`(_ text: String) {
        #expect(NumericDate(number: Array(text.utf8).span) == nil)
    }

    @Test func `J34 thousands of digits on either side of the point are read or refused, never trapped on`() {
        let zeros = String(repeating: "0", count: 5000)
        let nines = String(repeating: "9", count: 5000)
        #expect(NumericDate(number: Array("1\(zeros)e-5000".utf8).span) == NumericDate(seconds: 1))
        #expect(NumericDate(number: Array("0.\(zeros)1e5001".utf8).span) == NumericDate(seconds: 1))
        #expect(NumericDate(number: Array("1.\(nines)".utf8).span) == NumericDate(seconds: 1, nanoseconds: 999_999_999))
        #expect(NumericDate(number: Array(nines.utf8).span) == nil)
    }

    static let longest = Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999)
    static let mostNegative = Duration(secondsComponent: .min, attosecondsComponent: -999_999_999_999_999_999)

    @Test(arguments: [NumericDate(seconds: 0), NumericDate(seconds: 1, nanoseconds: 999_999_999), last])
    func `S5 moving by the longest durations stops at the ends of time`(_ date: NumericDate) {
        #expect(date.advanced(by: Self.longest).seconds == 253_402_300_799)
        #expect(date.advanced(by: .seconds(Int64.max)).seconds == 253_402_300_799)
        #expect(date.advanced(by: Self.mostNegative) == NumericDate(seconds: 0))
        #expect(date.advanced(by: .seconds(Int64.min)) == NumericDate(seconds: 0))
    }

    static let last = NumericDate(seconds: 253_402_300_799, nanoseconds: 999_999_999)

    @Test(arguments: [
        (Duration.nanoseconds(1), NumericDate(seconds: 11)),
        (.nanoseconds(-1), NumericDate(seconds: 10, nanoseconds: 999_999_998)),
        (.milliseconds(-1500), NumericDate(seconds: 9, nanoseconds: 499_999_999)),
        (.seconds(-11), NumericDate(seconds: 0)),
        (.seconds(5) + .nanoseconds(2), NumericDate(seconds: 16, nanoseconds: 1)),
        (.zero, NumericDate(seconds: 10, nanoseconds: 999_999_999)),
    ])
    func `moving carries between seconds and nanoseconds`(_ duration: Duration, _ expected: NumericDate) {
        #expect(NumericDate(seconds: 10, nanoseconds: 999_999_999).advanced(by: duration) == expected)
    }

    @Test func `one nanosecond decides which moment is earlier`() {
        let early = NumericDate(seconds: 5, nanoseconds: 1)
        let late = NumericDate(seconds: 5, nanoseconds: 2)
        #expect(early < late)
        #expect(!(late < early) && !(early < early))
        #expect(late.since(early) == .nanoseconds(1))
        #expect(early.since(NumericDate(seconds: 6)) == .nanoseconds(-999_999_999))
    }

    @Test func `a moment out of range becomes the nearest that exists`() {
        #expect(NumericDate(seconds: .min) == NumericDate(seconds: 0))
        #expect(NumericDate(seconds: .max).seconds == 253_402_300_799)
        #expect(NumericDate(seconds: 1, nanoseconds: .max).nanoseconds == 999_999_999)
    }
}
