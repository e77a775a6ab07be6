/// Random bytes for identifiers, fetched from the system's generator in portions.
///
/// On Linux each fetch is a system call that costs half of what the whole token costs, for eight bytes as for a hundred.
/// Nothing is computed here: every bit is the system's own, is given out once and wiped then. Keys, salts and secrets do
/// not come from here.
enum RandomPool {
    /// Two random words.
    static func next() -> (UInt64, UInt64) {
        #if os(Linux)
        if let words = page?.next() { return words }
        #endif
        var generator = SystemRandomNumberGenerator()
        return (generator.next(), generator.next())
    }

    #if os(Linux)
    private static let page = RandomPage()
    #endif
}
