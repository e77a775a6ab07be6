public import MapaeJOSE

/// What a token was asked for: a user's name, any JSON value, or an object of the program's own.
public struct FlaskIdentity: Sendable {
    private let value: any Sendable

    /// Holds what a token is asked for.
    public init(_ value: some Sendable) { self.value = value }

    /// What was given, if it is of this type.
    public func `as`<Value>(_ type: Value.Type) -> Value? { value as? Value }

    /// The text, if it is one.
    public var string: String? { json?.string }

    /// The JSON value, if it is one: a text, a number, a truth value or `JSONValue`.
    public var json: JSONValue? {
        switch value {
        case let value as JSONValue: value
        case let text as String: .string(text)
        case let text as Substring: .string(String(text))
        case let value as Bool: .bool(value)
        case let object as JSONObject: .object(object)
        case let integer as any BinaryInteger: Int64(exactly: integer).map { .integer($0) }
        case let number as Double: .number(number)
        default: nil
        }
    }
}
