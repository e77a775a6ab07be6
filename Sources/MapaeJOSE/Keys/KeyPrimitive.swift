import Crypto

/// What a key does, one case a family of algorithms. An enum and not an existential: verifying must not box.
enum KeyPrimitive: Sendable {
    /// An HMAC state that has absorbed the key already; copying it saves half of the work of each token.
    case hmacSHA256(HMAC<SHA256>)

    /// Whether `signature` is right for `input`. Takes the same time for every wrong signature of the right length.
    func isValid(_ signature: UnsafeRawBufferPointer, for input: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .hmacSHA256(var state):
            unsafe state.update(data: input)
            return unsafe state.finalize() == signature
        }
    }

    /// The signature of `input`.
    func signature(for input: UnsafeRawBufferPointer) -> [UInt8] {
        switch self {
        case .hmacSHA256(var state):
            unsafe state.update(data: input)
            return Array(state.finalize())
        }
    }

    /// How many bytes each signature has.
    var signatureCount: Int {
        switch self {
        case .hmacSHA256: SHA256.byteCount
        }
    }
}
