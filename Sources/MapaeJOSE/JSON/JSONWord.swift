/// Eight bytes of JSON text looked at together. Stepping over texts is most of what reading a token is; a word at a time
/// takes a fifth of the instructions that a byte at a time does.
enum JSONWord {
    static let byteCount = 8

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `index` on, the first one lowest.
    ///
    /// - Precondition: They exist: `index + 8 <= bytes.count`. It is not checked again.
    static func load(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }

    /// How many bytes from the lowest on are neither a quote, a backslash, a control character nor part of a multibyte
    /// sequence.
    ///
    /// The subtractions may mark bytes above a true mark by their borrow, never one below it, so the lowest is exact.
    static func plainCount(_ word: UInt64) -> Int {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let marks =
            (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word) | word)
            & tops
        return marks.trailingZeroBitCount / 8
    }

    /// Whether any of the bytes is a backslash.
    static func hasBackslash(_ word: UInt64) -> Bool {
        let backslash = word ^ (ones &* 0x5C)
        return (backslash &- ones) & ~backslash & tops != 0
    }
}
