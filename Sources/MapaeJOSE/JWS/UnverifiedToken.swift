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
        try self.init(text, limits: limits, head: nil)
    }

    /// Reads a token.
    /// - Parameter head: What the token begins with, where that is known: its header is then read already.
    init(_ text: Substring, limits: TokenLimits, head: KnownHeads.Head?) throws(JOSEError) {
        let span = text.utf8.span
        guard span.count <= limits.bytes else { throw JOSEError(.tokenTooLarge) }
        let first = if let head { head.firstDot } else { try Self.firstDot(span) }
        let second = try Self.lastDot(span, after: first, expectedAt: span.count - 1 - (head?.signatureCharacters ?? 0))
        let parts = (
            span.extracting(..<first), span.extracting((first + 1)..<second), span.extracting((second + 1)...)
        )
        guard let headerCount = Base64URL.decodedCount(of: parts.0.count),
            let payloadCount = Base64URL.decodedCount(of: parts.1.count),
            let signatureCount = Base64URL.decodedCount(of: parts.2.count)
        else { throw Self.formError(parts.1, parts.2) }

        var valid = false
        let count = headerCount + payloadCount + signatureCount
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var output = unsafe OutputSpan<UInt8>(buffer: buffer, initializedCount: 0)
            valid =
                Base64URL.append(parts.0, to: &output) && Base64URL.append(parts.1, to: &output)
                && Base64URL.append(parts.2, to: &output)
            initialized = unsafe output.finalize(for: buffer)
        }
        guard valid else { throw Self.formError(parts.1, parts.2) }

        self.header =
            if let head { head.header } else { try JOSEHeader(bytes.span, upTo: headerCount, limits: limits.json) }
        self.text = text
        self.signedCount = second
        self.bytes = bytes
        self.headerEnd = headerCount
        self.payloadEnd = headerCount + payloadCount
        self.limits = limits
    }

    /// Says nothing of what is inside: a token that is printed by mistake can be used by whoever reads the log.
    public var description: String { "UnverifiedToken" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    private static func firstDot(_ span: Span<UInt8>) throws(JOSEError) -> Int {
        var first = 0
        while first < span.count, span[first] != UInt8(ascii: ".") { first += 1 }
        guard first < span.count else { throw JOSEError(.notThreeParts) }
        return first
    }

    /// The last dot. The bytes between the first one and it are looked at when they are decoded, where a dot is as bad as
    /// any other stray character; so are those behind a dot that stands where the last one is expected.
    private static func lastDot(
        _ span: Span<UInt8>, after first: Int, expectedAt expected: Int
    ) throws(JOSEError) -> Int {
        if expected > first, span[expected] == UInt8(ascii: ".") { return expected }
        var last = span.count - 1
        while last > first, span[last] != UInt8(ascii: ".") { last -= 1 }
        guard first < last else { throw JOSEError(.notThreeParts) }
        return last
    }

    /// What is wrong with two parts of which at least one is not base64url.
    private static func formError(_ payload: Span<UInt8>, _ signature: Span<UInt8>) -> JOSEError {
        JOSEError(hasDot(payload) || hasDot(signature) ? .notThreeParts : .invalidBase64URL)
    }

    private static func hasDot(_ span: Span<UInt8>) -> Bool {
        span.indices.contains { span[$0] == UInt8(ascii: ".") }
    }
}
