#if Server
package import MapaeRemoteKeys
package import NIOCore

/// Who asks, as far as an address tells it.
package struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in its canonical form.
    package let address: IPAddress

    package init(_ address: IPAddress) { self.address = address.canonical }

    /// Who connected. A channel that is no connection, as tests have them, counts as `0.0.0.0`.
    package init(peer: SocketAddress?) {
        self.init(peer?.ipAddress.flatMap { IPAddress($0) } ?? .unspecified)
    }

    /// The address in its one text.
    package var text: String { address.canonicalText }

    /// What stands for one client where something is counted: the address, or of IPv6 the network of 64 bits, which is
    /// what one subscriber is given and may draw new addresses from for ever.
    package var network: String {
        guard address.bytes.count == 16,
            let network = IPAddress(bytes: address.bytes[..<8] + [UInt8](repeating: 0, count: 8))
        else { return text }
        return network.canonicalText + "/64"
    }

    /// The address.
    package var description: String { text }
}
#endif
