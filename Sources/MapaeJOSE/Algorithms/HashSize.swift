/// The SHA-2 function of an algorithm.
enum HashSize: Int, Sendable {
    case sha256 = 32
    case sha384 = 48
    case sha512 = 64

    /// The bytes of a digest.
    var byteCount: Int { rawValue }
}
