/// The grammar of one scope value (RFC 6749 §3.3): printable ASCII without space, `"` and `\`.
package enum Scope {
    package static func isValid(_ scope: String) -> Bool {
        !scope.isEmpty && scope.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }

    /// The values of a text with spaces between them. Split as bytes: a combining mark behind a space would make one
    /// Character of both.
    package static func split(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    /// Whether a scope is among others, compared byte by byte.
    package static func contains(_ scopes: [String], _ scope: String) -> Bool {
        scopes.contains { $0.utf8.elementsEqual(scope.utf8) }
    }
}
