#if Server
import Crypto

/// The names of a file so far, and the lines on which they stand: some 50 bytes for each, however long it is.
struct SeenNames {
    /// Half of a SHA-256. No two names of a file share it, whoever chose them (a collision takes 2⁶⁴ attempts).
    private struct Digest: Hashable {
        let high: UInt64
        let low: UInt64

        init(_ name: String) {
            let bytes = Array(SHA256.hash(data: Array(name.utf8)))
            high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
            low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    private var lines: [Digest: UInt32] = [:]

    /// Notes a name.
    /// - Returns: The line on which it stood already.
    mutating func note(_ name: String, line: Int) -> Int? {
        let digest = Digest(name)
        if let first = lines[digest] { return Int(first) }
        lines[digest] = UInt32(clamping: line)
        return nil
    }
}
#endif
