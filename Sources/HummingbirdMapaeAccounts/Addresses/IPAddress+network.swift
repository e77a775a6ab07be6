#if Server
package import MapaeRemoteKeys
package import NIOCore

extension IPAddress {
    /// Who connected, in its canonical form. A channel that is no connection, as tests have them, counts as `0.0.0.0`.
    package static func ofPeer(_ peer: SocketAddress?) -> IPAddress {
        peer?.ipAddress.flatMap { IPAddress($0) }?.canonical ?? .unspecified
    }

    /// What stands for one client where something is counted: the address, or of IPv6 the network of 64 bits, which is what one
    /// subscriber is given and may draw new addresses from for ever.
    package var network: String {
        let address = canonical
        guard address.bytes.count == 16,
            let network = IPAddress(bytes: address.bytes[..<8] + [UInt8](repeating: 0, count: 8))
        else { return address.canonicalText }
        return network.canonicalText + "/64"
    }
}
#endif
