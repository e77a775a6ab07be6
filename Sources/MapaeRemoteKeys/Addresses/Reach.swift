#if RemoteKeys
/// Which hosts a chain of answers may lead to.
///
/// The host that the program itself named may be anywhere: an issuer inside a private network is a usual thing. Where that
/// host's *answers* lead (`jwks_uri`, redirects) is another matter: whoever controls an answer could have this machine
/// ask its cloud's metadata service, or its neighbours. So those must be public addresses, or of this machine where the
/// program named this machine, or the very same origin.
package struct Reach: Sendable {
    private let named: WebURL

    /// Where everything begins: with a URL that the program named.
    package init(from named: WebURL) { self.named = named }

    /// Whether a connection may be made.
    /// - Parameters:
    ///   - address: Where it would go.
    ///   - url: What would be asked there.
    package func permits(_ address: IPAddress, for url: WebURL) -> Bool {
        if address.isNoHost { return false }
        // Without TLS nothing else vouches for the host.
        if !url.isSecure, !address.isLoopback { return false }
        if url.hasSameOrigin(as: named) { return true }
        return address.isPublic || (named.isLoopback && address.isLoopback)
    }
}
#endif
