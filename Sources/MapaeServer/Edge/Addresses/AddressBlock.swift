#if Server
import HummingbirdMapaeAccounts
import MapaeRemoteKeys

/// A block of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address.
struct AddressBlock: Sendable, Hashable, CustomStringConvertible {
    private let network: [UInt8]
    private let bits: Int

    /// Reads a block. An address with bits beyond its prefix (`10.1.2.3/8`) is refused: it was meant otherwise.
    init?(_ text: Substring) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let address = IPAddress(Substring(first)) else {
            return nil
        }
        let all = address.bytes.count * 8
        var bits = all
        if parts.count == 2 {
            guard let number = Self.number(parts[1]), number <= all else { return nil }
            bits = number
        }
        guard Self.masked(address.bytes, bits).elementsEqual(address.bytes) else { return nil }
        // Peers are compared in their canonical form, so `::ffff:10.0.0.0/104` has to mean `10.0.0.0/8`.
        let canonical = address.canonical
        if canonical.bytes.count < address.bytes.count {
            guard bits >= 96 else { return nil }
            bits -= 96
        }
        self.network = canonical.bytes
        self.bits = bits
    }

    /// Whether an address, in its canonical form, lies inside.
    func contains(_ address: IPAddress) -> Bool {
        let bytes = address.canonical.bytes
        return bytes.count == network.count && Self.masked(bytes, bits).elementsEqual(network)
    }

    var description: String { "\(IPAddress(bytes: network)?.canonicalText ?? "")/\(bits)" }

    private static func masked(_ bytes: [UInt8], _ bits: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(bits - index * 8, 0), 8)
            return kept == 8 ? byte : byte & ~(UInt8.max >> UInt8(kept))
        }
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard (1...3).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.count == 1 || digits.first != UInt8(ascii: "0")
        else { return nil }
        return Int(String(Substring(digits)))
    }
}
#endif
