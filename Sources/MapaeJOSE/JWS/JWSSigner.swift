/// Signs payloads with one key. The header is written once, so that a token costs no more than its own bytes.
package struct JWSSigner: Sendable {
    package let key: SigningKey
    /// The header in base64url with the dot behind it.
    private let head: [UInt8]

    /// Creates a signer.
    /// - Parameters:
    ///   - key: The key.
    ///   - type: The header's `typ` (RFC 8725 §3.11: always said, always checked).
    package init(key: SigningKey, type: String = "JWT") {
        var writer = Self.head(key, type)
        writer.endObject()
        self.init(key: key, header: writer.bytes)
    }

    /// Creates a signer of tokens with further header parameters.
    /// - Parameters:
    ///   - key: The key.
    ///   - type: The header's `typ`.
    ///   - further: Further parameters, in their order.
    /// - Throws: ``JOSEError`` `reserved_header` for one that is set here, or that makes a verifier refuse the token or look
    ///   for a key elsewhere; `invalid_claim` for a number that JSON cannot say.
    package init(key: SigningKey, type: String = "JWT", further: JSONObject) throws(JOSEError) {
        var writer = Self.head(key, type)
        for member in further.members {
            guard !ReservedHeaders.contains(member.name) else { throw JOSEError(.reservedHeader) }
            writer.name(member.name)
            try writer.value(member.value)
        }
        writer.endObject()
        // What every verifier would refuse to read must not be issued.
        _ = try JOSEHeader(writer.bytes.span, upTo: writer.bytes.count, limits: .init())
        self.init(key: key, header: writer.bytes)
    }

    /// Creates a signer that writes a header as it is: for a face whose rules of headers are not these.
    /// - Parameters:
    ///   - key: The key.
    ///   - header: The header's JSON text.
    package init(key: SigningKey, header: [UInt8]) {
        self.key = key
        self.head = Array(Base64URL.encode(header).utf8) + [UInt8(ascii: ".")]
    }

    private static func head(_ key: SigningKey, _ type: String) -> JSONWriter {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("alg", key.algorithm.description)
        writer.member("typ", type)
        if let keyID = key.keyID { writer.member("kid", keyID) }
        return writer
    }

    /// The token for a payload.
    /// - Throws: ``JOSEError`` `signing_failed`.
    package func sign(_ payload: [UInt8]) throws(JOSEError) -> String {
        let signedCount = head.count + Base64URL.encodedCount(of: payload.count)
        let count = signedCount + 1 + Base64URL.encodedCount(of: key.signatureCount)
        var failure: JOSEError?
        let token = unsafe String(unsafeUninitializedCapacity: count) { text in
            guard let start = text.baseAddress else { return 0 }
            unsafe head.withUnsafeBufferPointer { _ = unsafe text.update(fromContentsOf: $0) }
            unsafe payload.withUnsafeBufferPointer { unsafe Base64URL.encode($0, into: start + head.count) }
            unsafe start[signedCount] = UInt8(ascii: ".")
            do throws(JOSEError) {
                try unsafe sign(UnsafeRawBufferPointer(start: start, count: signedCount), to: start + signedCount + 1)
            } catch {
                failure = error
                return 0
            }
            return count
        }
        if let failure { throw failure }
        return token
    }

    /// Writes the signature of `input` in base64url.
    private func sign(
        _ input: UnsafeRawBufferPointer, to start: UnsafeMutablePointer<UInt8>
    ) throws(JOSEError) {
        try unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.signatureCount) {
            (buffer) throws(JOSEError) in
            var output = unsafe OutputSpan<UInt8>(buffer: buffer, initializedCount: 0)
            try unsafe key.primitive.sign(input, into: &output)
            guard unsafe output.finalize(for: buffer) == key.signatureCount else { throw JOSEError(.signingFailed) }
            unsafe Base64URL.encode(UnsafeBufferPointer(buffer), into: start)
        }
    }
}
