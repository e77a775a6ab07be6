/// For whom tokens are (`aud`, RFC 7519 §4.1.3): one name, or several.
///
/// ```swift
/// TokenPolicy(audience: "https://api.example.com")
/// TokenPolicy(audience: ["svc-a", "svc-b"])
/// ```
public struct Audience: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// The names.
    public let names: [String]

    /// Creates an audience.
    /// - Parameter names: Compared byte by byte. One is written as a text, several as a list.
    public init(_ names: [String]) { self.names = names }

    /// One name.
    public init(_ name: String) { self.names = [name] }

    /// One name.
    public init(stringLiteral value: String) { self.names = [value] }

    /// Several names.
    public init(arrayLiteral elements: String...) { self.names = elements }
}
