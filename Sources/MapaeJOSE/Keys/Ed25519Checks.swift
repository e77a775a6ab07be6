/// What an Ed25519 public key must be (RFC 8032 §5.1.3).
enum Ed25519Checks {
    /// Refuses keys under which one signature is right for every message, or that have a second spelling.
    /// - Throws: ``JOSEError`` `weak_key` for the points of small order, `invalid_key` for a y that is not reduced.
    static func check(_ key: [UInt8]) throws(JOSEError) {
        guard key.count == 32, let last = key.last else { throw JOSEError(.invalidKey) }
        // Little endian; the top bit is the sign of x.
        let y = key.dropLast() + [last & 0x7F]
        guard !smallOrder.contains(where: { $0.elementsEqual(y) }) else { throw JOSEError(.weakKey) }
        let isReduced =
            !(y.last == 0x7F && y.dropFirst().dropLast().allSatisfy { $0 == 0xFF } && (y.first ?? 0) >= 0xED)
        guard isReduced else { throw JOSEError(.invalidKey) }
    }

    /// The y of the eight points of small order: 1, -1, 0, and the two of order eight.
    private static let smallOrder: [[UInt8]] = [
        [1] + [UInt8](repeating: 0, count: 31),
        [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        [UInt8](repeating: 0, count: 32),
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
            0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
            0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
    ]
}
