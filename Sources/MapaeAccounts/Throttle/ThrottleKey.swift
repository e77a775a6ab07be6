import Crypto

/// What a counter is kept under: 128 bits of a salted SHA-256, so that no name and no address lies in the counters'
/// memory, every key takes the same room, and nobody can choose texts that fall on one key or into one shard.
struct ThrottleKey: Sendable, Hashable {
    /// What the parts of a key are, so that no two kinds of counters share one.
    enum Kind: UInt8 {
        case accountOnNetwork = 1
        case account
        case network
        case signUp
        case device
        case session
        case logins
    }

    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    init(_ kind: Kind, account: Substring.UTF8View = ""[...].utf8, network: String = "", salt: [UInt8]) {
        var hash = SHA256()
        var head = salt
        head.append(kind.rawValue)
        // The length parts the two texts: "a" on "bc" is not "ab" on "c".
        let count = UInt32(clamping: account.count)
        for shift: UInt32 in [24, 16, 8, 0] { head.append(UInt8(truncatingIfNeeded: count >> shift)) }
        head.append(contentsOf: account)
        head.append(contentsOf: network.utf8)
        hash.update(data: head)
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in hash.finalize().prefix(16).enumerated() {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        (high, low) = words
    }
}
