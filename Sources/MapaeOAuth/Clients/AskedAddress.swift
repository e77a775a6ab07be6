import Mapae

/// Tells addresses of clients that this server itself may ask.
package enum AskedAddress {
    /// Whether an address is one with `https` and without fragment.
    /// - Parameters:
    ///   - text: The address.
    ///   - allowsLoopback: Whether it may be at this machine, also with `http`.
    package static func isUsable(_ text: String, allowsLoopback: Bool) -> Bool {
        guard let uri = URIText(text), let host = uri.authority?.host, !uri.hasFragment else { return false }
        return uri.hasScheme("https") || (allowsLoopback && uri.hasScheme("http") && LoopbackHost.isNamed(host))
    }
}
