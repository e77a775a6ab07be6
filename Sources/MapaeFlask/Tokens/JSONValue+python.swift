import MapaeJOSE

/// What Python makes of JSON values, as far as answers depend on it.
extension JSONValue {
    /// Whether Python takes the value for false: null, false, zero, and what is empty.
    var isFalsy: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .integer(let value): value == 0
        case .number(let value): value == 0
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.members.isEmpty
        }
    }

    /// The whole number that Python's `int()` makes of the value: fractions are cut, `true` is one, and a text of digits
    /// counts. What no 64 bits hold becomes the nearest that they do, which no time of a token comes near.
    var coercedInteger: Int64? {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .integer(let value): value
        case .number(let value):
            // Not `Int64(value)`, which ends the process for a number out of range.
            Int64(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
        case .string(let text): Self.integer(of: text)
        case .null, .array, .object: nil
        }
    }

    private static func integer(of text: String) -> Int64? {
        let isSigned = text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
        let digits = text.utf8.dropFirst(isSigned ? 1 : 0)
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text) ?? (text.utf8.first == UInt8(ascii: "-") ? .min : .max)
    }

    /// The value as Python's `str()` shows it.
    var pythonText: String { string ?? pythonRepresentation }

    private var pythonRepresentation: String {
        switch self {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): "'\(text)'"
        case .array(let elements): "[\(elements.map(\.pythonRepresentation).joined(separator: ", "))]"
        case .object(let object):
            "{\(object.members.map { "'\($0.name)': \($0.value.pythonRepresentation)" }.joined(separator: ", "))}"
        }
    }
}
