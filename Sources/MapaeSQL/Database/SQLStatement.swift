/// The text of one SQL statement, which only a literal in the source can be.
///
/// A value from outside can therefore not become part of a statement: `"… \(name)"` does not compile, and `$1` is the one
/// way in.
public struct SQLStatement: Sendable, ExpressibleByStringLiteral {
    /// The text.
    public let text: String

    /// Creates a statement from a literal.
    /// - Parameter value: The text.
    public init(stringLiteral value: StaticString) {
        text = value.description
    }

    /// For texts that this package put together from its own literals.
    package init(trusted text: String) {
        self.text = text
    }
}
