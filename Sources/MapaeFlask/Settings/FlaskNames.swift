/// One name or several, as an `aud` claim has them (RFC 7519 §4.1.3): one is written as a text, several as a list.
public struct FlaskNames: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// The names.
    public let names: [String]
    /// Whether a list is written even of one name.
    let isList: Bool

    /// One name, written as a text.
    public init(_ name: String) {
        self.names = [name]
        self.isList = false
    }

    /// Names, written as a list.
    public init(_ names: [String]) {
        self.names = names
        self.isList = true
    }

    /// One name, written as a text.
    public init(stringLiteral value: String) { self.init(value) }

    /// Names, written as a list.
    public init(arrayLiteral elements: String...) { self.init(elements) }

    /// Whether this is one of the names, compared byte by byte.
    func contains(_ name: String) -> Bool { names.contains { $0.utf8.elementsEqual(name.utf8) } }

    /// Equal when the bytes are.
    public static func == (left: Self, right: Self) -> Bool {
        left.isList == right.isList && left.names.elementsEqual(right.names) { $0.utf8.elementsEqual($1.utf8) }
    }

    /// Hashes the names.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(names)
        hasher.combine(isList)
    }
}
