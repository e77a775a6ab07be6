extension JSONValue {
    /// Reads a JSON text strictly (RFC 8259): UTF-8 without byte order mark, no duplicate members, no lone surrogates.
    ///
    /// ```swift
    /// let body = try JSONValue(parsing: bytes)
    /// let name = body.object?["username"]?.string
    /// ```
    /// - Parameters:
    ///   - bytes: The text.
    ///   - limits: How deep and how many.
    /// - Throws: ``JOSEError`` with a code that says what is wrong; numbers too large for a `Double` are `invalid_json`.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .init()) throws(JOSEError) {
        try self.init(parsing: bytes.span, from: 0, to: bytes.count, limits: limits)
    }

    init(parsing bytes: Span<UInt8>, from start: Int, to end: Int, limits: JSONLimits) throws(JOSEError) {
        var reader = JSONReader(bytes, from: start, to: end, limits: limits)
        reader.skipSpace(bytes)
        self = try Self.read(&reader, bytes, depth: 0, limits: limits)
        try reader.finish(bytes)
    }

    private static func read(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, depth: Int, limits: JSONLimits
    ) throws(JOSEError) -> JSONValue {
        switch try reader.peek(bytes) {
        case UInt8(ascii: "{"):
            guard depth < limits.depth else { throw JOSEError(.jsonTooDeep) }
            var members: [(name: String, value: JSONValue)] = []
            var scope = try reader.beginObject(bytes)
            while let name = try reader.nextName(&scope, bytes) {
                let value = try read(&reader, bytes, depth: depth + 1, limits: limits)
                members.append((JSONText.string(bytes.extracting(name.slice.range)), value))
            }
            return .object(JSONObject(members: members))
        case UInt8(ascii: "["):
            guard depth < limits.depth else { throw JOSEError(.jsonTooDeep) }
            var elements: [JSONValue] = []
            _ = reader.take(UInt8(ascii: "["), bytes)
            reader.skipSpace(bytes)
            if reader.take(UInt8(ascii: "]"), bytes) { return .array([]) }
            repeat {
                reader.skipSpace(bytes)
                elements.append(try read(&reader, bytes, depth: depth + 1, limits: limits))
                reader.skipSpace(bytes)
            } while reader.take(UInt8(ascii: ","), bytes)
            guard reader.take(UInt8(ascii: "]"), bytes) else { throw JOSEError(.invalidJSON) }
            return .array(elements)
        default:
            let start = reader.index
            try reader.skipValue(bytes, depth: depth)
            return try scalar(bytes.extracting(start..<reader.index))
        }
    }

    /// The value of a text, number or word that a reader has stepped over.
    private static func scalar(_ bytes: Span<UInt8>) throws(JOSEError) -> JSONValue {
        switch bytes[0] {
        case UInt8(ascii: "\""): return .string(JSONText.string(bytes.extracting(1..<(bytes.count - 1))))
        case UInt8(ascii: "t"): return .bool(true)
        case UInt8(ascii: "f"): return .bool(false)
        case UInt8(ascii: "n"): return .null
        default:
            let text = JSONText.string(bytes)
            if let integer = Int64(text) { return .integer(integer) }
            guard let number = Double(text), number.isFinite else { throw JOSEError(.invalidJSON) }
            return .number(number)
        }
    }
}
