#if RemoteKeys
/// How far an address reaches (IANA's special-purpose registries, RFC 6890).
extension IPAddress {
    /// 127.0.0.0/8 or ::1: this machine itself.
    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// Whether nobody can be asked there: "this host" (which Linux takes for loopback), multicast, reserved, broadcast.
    package var isNoHost: Bool {
        if bytes.count == 4 { return bytes[0] == 0 || bytes[0] >= 224 }
        return bytes.allSatisfy { $0 == 0 } || bytes[0] == 0xFF
    }

    /// Whether the address is one of the public internet. Everything else belongs to a network that a stranger's answer
    /// must not make this program ask: private, shared (CGNAT), link-local, where clouds keep their credentials, and the
    /// forms of IPv6 that only wrap such an address.
    package var isPublic: Bool {
        bytes.count == 4 ? Self.isPublic4(bytes[...]) : Self.isPublic6(bytes)
    }

    private static let closed4: [(network: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 3),
    ]

    /// Parts of 2000::/3 that are not hosts of the internet: protocol assignments with Teredo, documentation, 6to4.
    private static let closed6: [(network: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0x00], 20),
    ]

    private static func isPublic4(_ bytes: ArraySlice<UInt8>) -> Bool {
        !closed4.contains { isInside(bytes, $0.network, $0.bits) }
    }

    private static func isPublic6(_ bytes: [UInt8]) -> Bool {
        // RFC 6052 §2.1: how a network with IPv6 alone reaches the IPv4 internet. What is wrapped decides.
        if isInside(bytes[...], [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96) {
            return isPublic4(bytes[12...])
        }
        return isInside(bytes[...], [0x20], 3) && !closed6.contains { isInside(bytes[...], $0.network, $0.bits) }
    }

    private static func isInside(_ bytes: ArraySlice<UInt8>, _ network: [UInt8], _ bits: Int) -> Bool {
        let whole = bits / 8
        guard bytes.prefix(whole).elementsEqual(network.prefix(whole)) else { return false }
        let rest = bits % 8
        guard rest > 0 else { return true }
        return (bytes[bytes.startIndex + whole] ^ network[whole]) >> UInt8(8 - rest) == 0
    }
}
#endif
