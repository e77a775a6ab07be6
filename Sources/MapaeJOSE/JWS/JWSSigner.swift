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
        let text = [UInt8](capacity: count) { output in
            for byte in head { output.append(byte) }
            Base64URL.appendEncoded(payload.span, to: &output)
            let signature = [UInt8](capacity: key.signatureCount) { signature in
                do throws(JOSEError) {
                    try unsafe output.span.withUnsafeBytes { (input) throws(JOSEError) in
                        try unsafe key.primitive.sign(input, into: &signature)
                    }
                } catch { failure = error }
            }
            output.append(UInt8(ascii: "."))
            Base64URL.appendEncoded(signature.span, to: &output)
        }
        if let failure { throw failure }
        return String(decoding: text, as: UTF8.self)
    }
}
