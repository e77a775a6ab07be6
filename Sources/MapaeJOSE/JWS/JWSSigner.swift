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
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("alg", key.algorithm.description)
        writer.member("typ", type)
        if let keyID = key.keyID { writer.member("kid", keyID) }
        writer.endObject()
        self.key = key
        self.head = Array(Base64URL.encode(writer.bytes).utf8) + [UInt8(ascii: ".")]
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
