/// How large a form or a query may be, all measured before anything is decoded.
public struct ParameterLimits: Sendable, Hashable {
    /// The bytes of the whole text.
    public var bytes: Int
    /// The number of parameters.
    public var count: Int
    /// The bytes of a name, as it is written.
    public var nameBytes: Int
    /// The bytes of a value, as it is written. An escape takes three for one.
    public var valueBytes: Int

    /// Creates limits.
    /// - Parameters:
    ///   - bytes: The bytes of the whole text.
    ///   - count: The number of parameters. Each is compared with all others to find repeated ones.
    ///   - nameBytes: The bytes of a name, as it is written.
    ///   - valueBytes: The bytes of a value, as it is written.
    public init(bytes: Int = 65_536, count: Int = 64, nameBytes: Int = 256, valueBytes: Int = 32_768) {
        self.bytes = bytes
        self.count = count
        self.nameBytes = nameBytes
        self.valueBytes = valueBytes
    }
}
