#if Server
public import Hummingbird
import MapaeRemoteKeys

extension RemoteAddressRequestContext {
    /// What stands for the client where attempts are counted: the address of who connected, or of IPv6 its network of 64 bits, which is
    /// what one subscriber is given.
    ///
    /// ```swift
    /// let user = try await accounts.logIn(username: name, password: password, from: context.network)
    /// ```
    ///
    /// Behind a proxy that is the proxy, and all clients are counted as one: take the address from what your own proxy says then. A
    /// channel that is no connection, as tests have them, counts as `0.0.0.0`.
    public var network: String { IPAddress.ofPeer(remoteAddress).network }
}
#endif
