/// How much work one Argon2id hash is.
public struct Argon2Parameters: Sendable, Hashable {
    /// The memory of one hash, in KiB.
    public let memoryKiB: UInt32
    /// How many times that memory is passed over.
    public let passes: UInt32
    /// How many lanes could be computed in parallel.
    public let lanes: UInt32

    /// 19,456 KiB (19 MiB), 2 passes, 1 lane: one of the equivalent settings of OWASP's Password Storage Cheat Sheet,
    /// and the one that is cheap in memory, which bounds how many logins a small server can check at a time.
    public static let standard = Argon2Parameters(memoryKiB: 19_456, passes: 2, lanes: 1)

    package init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.lanes = lanes
    }
}
