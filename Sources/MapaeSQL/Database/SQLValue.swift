/// A value that goes into a statement or comes out of a row.
///
/// It is not `Equatable`: Swift's `==` on strings would call values equal that the database keeps apart. Its description
/// is the name of its type, because what is stored may be a secret.
public enum SQLValue: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A text, which must not contain NUL: no database can be relied on to keep what follows it.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// The name of the value's type; never the value.
    public var description: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .text: "text"
        case .blob: "blob"
        }
    }

    /// The name of the value's type; never the value.
    public var debugDescription: String { description }

    /// Nothing to look into, so that `dump` does not print the value either.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
