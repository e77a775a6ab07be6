/// Where a JSON value stands in a buffer: a text without its quotes, any other value whole.
struct JSONSlice: Sendable, Hashable {
    var start: UInt32
    var end: UInt32

    static let none = Self(start: 0, end: 0)

    init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
}
