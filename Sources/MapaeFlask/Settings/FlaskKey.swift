/// A key as the settings hold it: a shared secret, or the PEM text of a private or public key.
///
/// It is not printed, not even by `dump`. Whether it is a good key is decided when the authority is made.
public struct FlaskKey: Sendable, ExpressibleByStringLiteral, CustomStringConvertible, CustomReflectable {
    /// The secret's bytes, or the UTF-8 bytes of the PEM text.
    let bytes: [UInt8]

    /// A secret or a PEM text, of which the UTF-8 bytes count.
    /// - Parameter text: The text, exactly: white space at its ends is part of a secret.
    public init(_ text: String) { self.bytes = Array(text.utf8) }

    /// A secret of any bytes.
    /// - Parameter bytes: The bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// A secret in a program's text: for tests only.
    public init(stringLiteral value: String) { self.init(value) }

    /// Says that there is a key, and nothing of it.
    public var description: String { "FlaskKey" }

    /// Shows what ``description`` does, so that `dump` prints no key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
