/// The identifier of a protected resource (RFC 9728 §1.2): a setting, never made from a request.
struct ResourceIdentifier: Sendable, Hashable {
    /// As it was written. Tokens and clients compare it byte by byte.
    let text: String
    /// Scheme, host and port.
    let origin: String
    /// The path, where there is more than a slash.
    let path: String

    /// RFC 9728 §3.
    private static let wellKnownPath = "/.well-known/oauth-protected-resource"

    /// - Returns: `nil` for what is no `https` address, nor `http` on this machine, in the one way to write it, or has a path of other
    ///   than letters, digits, `-`, `.`, `_`, `~` and slashes: such a path means something to routers.
    init?(_ text: String) {
        guard let uri = URIText(text), uri.isPlainAddress,
            uri.path.allSatisfy({ URIText.isUnreserved($0) || $0 == UInt8(ascii: "/") })
        else { return nil }
        self.text = text
        origin = String(Substring(text.utf8.dropLast(uri.path.count)))
        path = uri.path.elementsEqual("/".utf8) ? "" : String(Substring(uri.path))
    }

    /// The path of the metadata: the well-known one stands between the host and the path of the resource (RFC 9728 §3.1).
    var metadataPath: String { Self.wellKnownPath + path }
}
