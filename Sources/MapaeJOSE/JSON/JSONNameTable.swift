/// The member names of the objects that are being read, to find duplicates.
///
/// The first 16 names need no memory of their own, which is what most tokens have, and are compared one by one; further
/// ones are kept in chains of a hash table, so that the cost grows as the number of names does. Each entry is a small
/// fingerprint and a place; only names of equal fingerprint are compared byte by byte. The fingerprint covers all of a name
/// and differs from process to process: 256 names that a stranger makes agree in it would cost 32,640 comparisons.
struct JSONNameTable {
    private static let inlineCount = 16
    private static let chainCount = 256

    private var inline = InlineArray<16, UInt64>(repeating: 0)
    /// The entries behind the inline ones, each with the one before it in its chain.
    private var spilled: [(entry: UInt64, before: Int32)] = []
    /// The last entry of each chain among ``spilled``, or -1; empty until there is one.
    private var chains: [Int32] = []
    private(set) var count = 0

    /// Forgets the names of an object that has ended.
    mutating func truncate(to newCount: Int) {
        while count > newCount, let last = spilled.popLast() {
            // The newest entry is always the first of its chain.
            chains[Self.chain(of: last.entry)] = last.before
            count -= 1
        }
        if newCount < count { count = newCount }
    }

    /// Adds the name at `name` unless it stands among those from entry `first` on.
    /// - Returns: `false` when the name is a duplicate.
    mutating func insert(_ name: JSONSlice, escaped: Bool, since first: Int, in bytes: Span<UInt8>) -> Bool {
        let entry = Self.entry(for: name, escaped: escaped, in: bytes)
        var index = first
        while index < min(count, Self.inlineCount) {
            if Self.isSame(entry, inline[index], in: bytes) { return false }
            index += 1
        }
        guard count >= Self.inlineCount else {
            inline[count] = entry
            count += 1
            return true
        }
        return spill(entry, since: first, in: bytes)
    }

    private mutating func spill(_ entry: UInt64, since first: Int, in bytes: Span<UInt8>) -> Bool {
        if chains.isEmpty {
            chains = [Int32](repeating: -1, count: Self.chainCount)
            // At once, as far as the usual limit of members goes.
            spilled.reserveCapacity(240)
        }
        let chain = Self.chain(of: entry)
        var index = chains[chain]
        // A chain goes from the newest entry to the oldest, so those of the object come first.
        while index >= 0, Int(index) + Self.inlineCount >= first {
            let other = spilled[Int(index)]
            if Self.isSame(entry, other.entry, in: bytes) { return false }
            index = other.before
        }
        spilled.append((entry, chains[chain]))
        chains[chain] = Int32(truncatingIfNeeded: spilled.count - 1)
        count += 1
        return true
    }

    private static func chain(of entry: UInt64) -> Int { Int(entry >> 56) }

    private static func isSame(_ entry: UInt64, _ other: UInt64, in bytes: Span<UInt8>) -> Bool {
        other >> 32 == entry >> 32 && sameName(entry, other, in: bytes)
    }

    /// The fingerprint above, the place of the name below. Names with escapes are fingerprinted as what they mean.
    private static func entry(for name: JSONSlice, escaped: Bool, in bytes: Span<UInt8>) -> UInt64 {
        guard escaped else {
            return UInt64(fingerprint(bytes.extracting(name.range))) << 32 | UInt64(name.start)
        }
        let meaning = JSONText.unescape(bytes.extracting(name.range))
        return UInt64(fingerprint(meaning.span)) << 32 | UInt64(name.start)
    }

    private static let seed = UInt32.random(in: .min ... .max)

    static func fingerprint(_ name: Span<UInt8>) -> UInt32 {
        // FNV-1a.
        var hash = seed ^ UInt32(truncatingIfNeeded: name.count)
        for index in name.indices { hash = (hash ^ UInt32(name[index])) &* 16_777_619 }
        return hash
    }

    private static func sameName(_ left: UInt64, _ right: UInt64, in bytes: Span<UInt8>) -> Bool {
        var leftIndex = Int(UInt32(truncatingIfNeeded: left))
        var rightIndex = Int(UInt32(truncatingIfNeeded: right))
        // A quote ends a name, as both have been read before; only behind a backslash must the meaning be found out.
        while bytes[leftIndex] == bytes[rightIndex], bytes[leftIndex] != UInt8(ascii: "\\") {
            if bytes[leftIndex] == UInt8(ascii: "\"") { return true }
            leftIndex += 1
            rightIndex += 1
        }
        guard bytes[leftIndex] == UInt8(ascii: "\\") || bytes[rightIndex] == UInt8(ascii: "\\") else { return false }
        let left = JSONText.unescape(bytes.extracting(name(of: left, in: bytes)))
        let right = JSONText.unescape(bytes.extracting(name(of: right, in: bytes)))
        return left == right
    }

    /// The name's range, found again from its start: it was read before, so its closing quote exists.
    private static func name(of entry: UInt64, in bytes: Span<UInt8>) -> Range<Int> {
        let start = Int(UInt32(truncatingIfNeeded: entry))
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return start..<min(end, bytes.count)
    }
}
