import Crypto
import MapaeJOSE

/// What tells one content from another (RFC 9110 §8.8.3): a strong tag, made of all its bytes.
package struct EntityTag {
    /// As it stands in `ETag`, in quotes.
    package let text: String

    /// The tag of a content.
    package init(of content: [UInt8]) {
        // 128 bits of the digest: nobody gains by finding two contents, as all of them are ours.
        text = "\"\(Base64URL.encode(Array(SHA256.hash(data: content).prefix(16))))\""
    }

    /// Whether `If-None-Match` says that the client has this content (RFC 9110 §13.1.2): `*`, or a list that names the
    /// tag, whether as a strong or as a weak one (§8.8.3.2). A field that is neither says nothing.
    /// - Parameter lines: The field's lines, which are one list (RFC 9110 §5.3).
    package func isNamed(by lines: [String]) -> Bool {
        guard !lines.isEmpty else { return false }
        let bytes = Array(lines.joined(separator: ",").utf8)
        if Self.trimmed(bytes[...]).elementsEqual([UInt8(ascii: "*")]) { return true }
        var rest = bytes[...]
        var isNamed = false
        while true {
            // Empty elements are passed over (RFC 9110 §5.6.1.2).
            rest = rest.drop { Self.isSpace($0) || $0 == UInt8(ascii: ",") }
            guard !rest.isEmpty else { return isNamed }
            guard let tag = Self.takeTag(&rest) else { return false }
            if tag.elementsEqual(text.utf8) { isNamed = true }
            rest = rest.drop(while: Self.isSpace)
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return false }
        }
    }

    /// Takes a tag from the front of a list, and leaves out that it is weak.
    /// - Returns: The tag with its quotes; `nil` where there is none.
    private static func takeTag(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        // "W/" is case-sensitive.
        if rest.starts(with: "W/".utf8) { rest = rest.dropFirst(2) }
        let quote = UInt8(ascii: "\"")
        guard rest.first == quote, let end = rest.dropFirst().firstIndex(where: { !isInside($0) }), rest[end] == quote
        else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[...end]
    }

    /// `etagc` of RFC 9110 §8.8.3. A comma may stand in a tag.
    private static func isInside(_ byte: UInt8) -> Bool {
        byte == 0x21 || (0x23...0x7E).contains(byte) || byte >= 0x80
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes = bytes.dropLast() }
        return bytes
    }
}
