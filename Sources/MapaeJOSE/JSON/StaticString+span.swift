extension StaticString {
    /// The text's bytes. A `StaticString` lives as long as the program, so a span of it cannot dangle.
    @inline(__always)
    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        withUTF8Buffer { unsafe body($0.span) }
    }
}
