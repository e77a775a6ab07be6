import Testing

@testable import MapaeJOSE

/// Signatures of any bytes, past the header that our signer would write.
enum RawSignature {
    static func sign(_ input: String, with key: SigningKey) throws -> [UInt8] {
        var failure: JOSEError?
        let input = Array(input.utf8)
        let signature = [UInt8](capacity: key.signatureCount) { output in
            do throws(JOSEError) {
                try unsafe input.span.withUnsafeBytes { (bytes) throws(JOSEError) in
                    try unsafe key.primitive.sign(bytes, into: &output)
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        return signature
    }

    static func isValid(_ signature: [UInt8], of input: [UInt8], by key: VerificationKey) -> Bool {
        unsafe input.withUnsafeBytes { input in
            unsafe signature.withUnsafeBytes { unsafe key.primitive.isValid($0, for: input) }
        }
    }

    /// A token with this header and payload, correctly signed whatever they say.
    static func token(header: String, payload: String = Forge.claims, key: SigningKey) throws -> String {
        let input = Forge.base64URL(header) + "." + Forge.base64URL(payload)
        return try input + "." + Forge.base64URL(sign(input, with: key))
    }

    /// A token with another signature behind the same signed bytes.
    static func token(_ token: String, signature: [UInt8]) -> String {
        token.split(separator: ".").prefix(2).joined(separator: ".") + "." + Forge.base64URL(signature)
    }

    /// What is signed in a token, and the bytes of its signature.
    static func parts(_ token: String) throws -> (input: String, signature: [UInt8]) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        let last = String(parts.last ?? "")
        return (parts.prefix(2).joined(separator: "."), try #require(Base64URL.decode(last)))
    }
}
