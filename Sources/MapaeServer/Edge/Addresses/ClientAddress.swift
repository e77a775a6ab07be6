#if Server
import HummingbirdMapaeAccounts
package import MapaeRemoteKeys

/// Who asks, as far as an address tells it.
package struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    private let address: IPAddress

    package init(_ address: IPAddress) { self.address = address.canonical }

    /// The address in its one text.
    package var text: String { address.canonicalText }

    /// What stands for one client where something is counted.
    package var network: String { address.network }

    /// The address.
    package var description: String { text }
}
#endif
