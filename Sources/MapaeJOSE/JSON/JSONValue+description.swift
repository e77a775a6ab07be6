extension JSONValue {
    /// The value as compact JSON, in UTF-8.
    /// - Throws: ``JOSEError`` `invalid_claim` for a number that is not finite.
    public func serialized() throws(JOSEError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.value(self)
        return writer.bytes
    }

    /// The value as JSON to read: one member or element a line, two spaces a level, control characters escaped.
    public func pretty() -> String { pretty(indent: "") }

    private func pretty(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .object(let object) where !object.members.isEmpty:
            let lines = object.members.map { member in
                "\(inner)\(JSONValue.string(member.name).compact): \(member.value.pretty(indent: inner))"
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + $0.pretty(indent: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
        default:
            return compact
        }
    }

    private var compact: String {
        // A number that is not finite can only come from a program, never from a parsed text.
        (try? serialized()).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
