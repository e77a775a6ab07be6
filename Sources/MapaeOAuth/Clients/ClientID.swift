/// The identifier of a client: visible ASCII and spaces (RFC 6749 appendix A.1), so that equal texts have equal bytes.
public struct ClientID: Sendable, Hashable, CustomStringConvertible {
    /// The text.
    public let text: String

    /// The longest identifier. Those of Client ID Metadata Documents are URLs.
    public static let maximumBytes = 512

    /// Reads an identifier.
    /// - Returns: `nil` for an empty text, one that is too long, and other characters.
    public init?(_ text: String) {
        guard (1...Self.maximumBytes).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    /// The text.
    public var description: String { text }
}
