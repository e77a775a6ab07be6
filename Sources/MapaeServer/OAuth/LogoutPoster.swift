#if Server
import MapaeOAuth
import MapaeRemoteKeys

/// Tells clients of logouts at the addresses that they have named.
struct LogoutPoster: Sendable {
    private let added: OutboundHTTP
    private let strangers: OutboundHTTP

    /// Creates one.
    /// - Parameters:
    ///   - allowsLoopback: Whether clients may be on this machine.
    ///   - network: What reaches the outside.
    ///   - strangers: What reaches the addresses of clients that nobody has added.
    init(allowsLoopback: Bool, network: Network = .logouts, strangers: Network = .strangers) {
        // Requests under way are counted apart, and names are looked up apart, so that strangers' names that are slow on purpose keep no
        // client that was added from hearing of a logout.
        added = OutboundHTTP(allowsLoopback: allowsLoopback, network: network)
        self.strangers = OutboundHTTP(allowsLoopback: allowsLoopback, network: strangers)
    }

    /// Posts a form.
    /// - Parameters:
    ///   - address: Where to.
    ///   - form: The form.
    ///   - isKnown: Whether the client is one that somebody has added.
    /// - Returns: The status of the answer.
    /// - Throws: `OutboundError`; `OAuthError` `temporarily_unavailable` where nothing was sent as too much is under way.
    func post(_ address: String, _ form: [UInt8], isKnown: Bool) async throws -> Int {
        do {
            return try await (isKnown ? added : strangers).post(address, form: form)
        } catch {
            guard error.code == .busy else { throw error }
            throw OAuthError(.temporarilyUnavailable)
        }
    }
}
#endif
