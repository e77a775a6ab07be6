import Crypto

/// What is stored of codes and tokens: the SHA-256 of their text. They have 256 random bits, so nobody can guess one from it.
enum TokenDigest {
    static func of(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
