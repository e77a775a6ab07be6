#if Server
import MapaeRemoteKeys
import Synchronization

/// How many connections each client has open.
final class ConnectionCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let limit: Int
    private let proxies: TrustedProxies

    /// - Parameters:
    ///   - limit: The most connections of one client at a time.
    ///   - proxies: Who may have any number, as all clients come through them.
    init(limit: Int, proxies: TrustedProxies) {
        self.limit = limit
        self.proxies = proxies
    }

    /// Takes one more connection of a client, unless it has too many.
    /// - Returns: The name to give to ``close(_:)``; an empty one where nothing is counted; `nil` for too many.
    func open(_ address: IPAddress?) -> String? {
        guard let address, !proxies.contains(address) else { return "" }
        let client = ClientAddress(address).network
        return counts.withLock { counts in
            guard counts[client, default: 0] < limit else { return nil }
            counts[client, default: 0] += 1
            return client
        }
    }

    func close(_ client: String) {
        counts.withLock { counts in
            guard let count = counts[client] else { return }
            counts[client] = count > 1 ? count - 1 : nil
        }
    }

    /// How many clients have connections.
    var clients: Int { counts.withLock { $0.count } }
}
#endif
