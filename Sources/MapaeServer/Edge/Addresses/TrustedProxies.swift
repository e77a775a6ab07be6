#if Server
import MapaeRemoteKeys

/// The proxies whose word on a client's address counts: addresses and blocks with commas between, as
/// `10.0.0.0/8, 192.0.2.1, 2001:db8::/32`. Without any, who connects is the client.
public struct TrustedProxies: Sendable, Hashable, CustomStringConvertible {
    private let blocks: [AddressBlock]

    /// No proxies.
    public init() { self.blocks = [] }

    /// Reads a list; `nil` when a part of it is no address and no block, or has bits beyond its prefix.
    public init?(_ text: String) {
        guard !CommaList.trimmed(text.utf8[...]).isEmpty else {
            blocks = []
            return
        }
        var blocks: [AddressBlock] = []
        for part in CommaList.parts(text) {
            guard let block = AddressBlock(part) else { return nil }
            blocks.append(block)
        }
        self.blocks = blocks
    }

    /// Whether there are none.
    public var isEmpty: Bool { blocks.isEmpty }

    /// The list, as ``init(_:)`` reads it.
    public var description: String { blocks.map(\.description).joined(separator: ", ") }

    func contains(_ address: IPAddress) -> Bool { blocks.contains { $0.contains(address) } }

    /// The client that the proxies name: in `X-Forwarded-For`, of all fields taken as one list, the rightmost address that
    /// is not a trusted proxy. What stands left of it was written by that client.
    /// - Parameters:
    ///   - peer: Who connected.
    ///   - fields: The values of `X-Forwarded-For`, in their order.
    /// - Returns: The client, or the peer when it is no trusted proxy, or when what it says is no list of addresses.
    func client(behind peer: IPAddress, forwardedFor fields: [String]) -> IPAddress {
        guard contains(peer) else { return peer }
        var nearest: IPAddress?
        for field in fields.reversed() {
            for entry in CommaList.parts(field).reversed() {
                guard let address = IPAddress(entry) else { return peer }
                if !contains(address) { return address }
                nearest = address
            }
        }
        // All of them are proxies: the farthest one asked on its own account.
        return nearest ?? peer
    }
}
#endif
