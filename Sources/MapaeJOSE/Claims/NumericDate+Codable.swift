extension NumericDate: Codable {
    /// Writes seconds since 1970, whole ones without fraction (RFC 7519 §2).
    /// - Parameter encoder: Where to.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if nanoseconds == 0 { return try container.encode(seconds) }
        try container.encode(Double(seconds) + Double(nanoseconds) / 1e9)
    }

    /// Reads seconds since 1970, to the precision of a `Double`, which is below a microsecond.
    /// - Parameter decoder: Where from.
    /// - Throws: `DecodingError` for what is no number, and for a moment before 1970 or after the year 9999.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Double.self)
        // Exactly: a number out of range would end the process.
        guard number >= 0, let seconds = Int64(exactly: number.rounded(.down)), seconds <= Self.maximumSeconds else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This is no moment between 1970 and 9999.")
        }
        let nanoseconds = UInt32(exactly: ((number - Double(seconds)) * 1e9).rounded(.down)) ?? 0
        self.init(seconds: seconds, nanoseconds: nanoseconds)
    }
}
