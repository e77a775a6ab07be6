/// A token in compact form (RFC 7515 §7.1) that has been read but not checked. Nothing in it is true yet.
///
/// Its parts are decoded, its size, form and header are right; whether anyone signed it is unknown. Only a verifier makes
/// something of another type from it.
public struct UnverifiedToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The text that was read.
    let text: Substring
    /// How many bytes of ``text`` are signed: header, dot, payload.
    let signedCount: Int
    /// Header, payload and signature, decoded, one behind the other: one allocation for all three.
    let bytes: [UInt8]
    let headerEnd: Int
    let payloadEnd: Int
    let header: JOSEHeader
    let limits: TokenLimits

    /// Reads a token.
    /// - Parameters:
    ///   - text: The token, without white space around it.
    ///   - limits: How large it may be.
    /// - Throws: ``JOSEError`` with the code of what is wrong with its form.
    public init(_ text: String, limits: TokenLimits = .init()) throws(JOSEError) {
        try self.init(text[...], limits: limits)
    }

    /// Reads a token that stands in a longer text, such as a header field, without copying it.
    /// - Parameters:
    ///   - text: The token, without white space around it.
    ///   - limits: How large it may be.
    /// - Throws: ``JOSEError`` with the code of what is wrong with its form.
    public init(_ text: Substring, limits: TokenLimits = .init()) throws(JOSEError) {
        let span = text.utf8.span
        guard span.count <= limits.bytes else { throw JOSEError(.tokenTooLarge) }
        let (first, second) = try Self.dots(span)
        let parts = (
            span.extracting(..<first), span.extracting((first + 1)..<second), span.extracting((second + 1)...)
        )
        guard let headerCount = Base64URL.decodedCount(of: parts.0.count),
            let payloadCount = Base64URL.decodedCount(of: parts.1.count),
            let signatureCount = Base64URL.decodedCount(of: parts.2.count)
        else { throw JOSEError(Self.hasDot(parts.1) ? .notThreeParts : .invalidBase64URL) }

        var valid = false
        let bytes = [UInt8](capacity: headerCount + payloadCount + signatureCount) { output in
            valid =
                Base64URL.append(parts.0, to: &output) && Base64URL.append(parts.1, to: &output)
                && Base64URL.append(parts.2, to: &output)
        }
        guard valid else { throw JOSEError(Self.hasDot(parts.1) ? .notThreeParts : .invalidBase64URL) }

        self.text = text
        self.signedCount = second
        self.bytes = bytes
        self.headerEnd = headerCount
        self.payloadEnd = headerCount + payloadCount
        self.limits = limits
        self.header = try JOSEHeader(bytes.span, upTo: headerCount, limits: limits.json)
    }

    /// Says nothing of what is inside: a token that is printed by mistake can be used by whoever reads the log.
    public var description: String { "UnverifiedToken" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// The first dot and the last one. The bytes between them are looked at when they are decoded, where a dot is as bad
    /// as any other stray character.
    private static func dots(_ span: Span<UInt8>) throws(JOSEError) -> (Int, Int) {
        let dot = UInt8(ascii: ".")
        var first = 0
        while first < span.count, span[first] != dot { first += 1 }
        var last = span.count - 1
        while last > first, span[last] != dot { last -= 1 }
        guard first < last else { throw JOSEError(.notThreeParts) }
        return (first, last)
    }

    private static func hasDot(_ span: Span<UInt8>) -> Bool {
        span.indices.contains { span[$0] == UInt8(ascii: ".") }
    }
}
