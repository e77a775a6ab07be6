import Mapae

/// An address that a client has registered for answers. It is compared byte by byte; there are no patterns.
public struct RedirectURI: Sendable, Hashable, CustomStringConvertible {
    /// How the answer reaches the client (RFC 8252 §7).
    public enum Kind: Sendable, Hashable {
        /// `https`.
        case https
        /// `http` at this machine's own address: 127.0.0.1 or [::1], with any port (RFC 8252 §7.3).
        case loopback
        /// `http` at `localhost`, with the registered port: a name may lead elsewhere (RFC 8252 §8.3).
        case localhost
        /// A scheme that an app has claimed (RFC 8252 §7.1).
        case privateUse
    }

    /// The address, exactly as it was registered.
    public let text: String
    /// How the answer reaches the client.
    public let kind: Kind

    /// Checks an address that is to be registered (RFC 6749 §3.1.2, RFC 7591 §5, RFC 8252 §7, §8.4).
    /// - Parameter text: An absolute URI without fragment: `https`, `http` at 127.0.0.1, [::1] or localhost, or a
    ///   private-use scheme with a dot.
    /// - Throws: ``OAuthError`` `invalid_redirect_uri`.
    public init(registering text: String) throws(OAuthError) {
        guard !text.utf8.contains(UInt8(ascii: "*")) else {
            throw OAuthError(.invalidRedirectURI, "Redirect URIs have no wildcards; register each address.")
        }
        guard let uri = URIText(text) else {
            throw OAuthError(.invalidRedirectURI, "A redirect URI is no absolute URI of at most 2048 bytes.")
        }
        guard !uri.hasFragment else {
            throw OAuthError(.invalidRedirectURI, "A redirect URI has a fragment; leave out the # and what follows.")
        }
        guard !uri.hasDotSegments else {
            throw OAuthError(.invalidRedirectURI, "A redirect URI has a segment . or .. in its path; leave it out.")
        }
        try Self.checkQuery(uri)
        self.text = text
        self.kind = try Self.kind(of: uri)
    }

    /// The address.
    public var description: String { text }

    /// Equal when the bytes are, which all are ASCII.
    public static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    /// Hashes the text, as equality compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// RFC 8252 §7, §8.4: schemes without a dot belong to nobody, and among them are those that browsers run or read
    /// themselves, as `javascript`, `data` and `file`.
    private static func kind(of uri: URIText) throws(OAuthError) -> Kind {
        if uri.hasScheme("https") {
            guard uri.authority != nil else {
                throw OAuthError(.invalidRedirectURI, "A redirect URI has no host.")
            }
            return .https
        }
        if uri.hasScheme("http") {
            switch uri.authority?.host {
            case let host? where LoopbackHost.isLiteral(host): return .loopback
            case let host? where host.elementsEqual("localhost".utf8): return .localhost
            default:
                throw OAuthError(
                    .invalidRedirectURI, "A redirect URI with http must be at 127.0.0.1, [::1] or localhost; use https."
                )
            }
        }
        guard uri.scheme.contains(UInt8(ascii: ".")), uri.path.first == UInt8(ascii: "/") || uri.authority != nil else {
            throw OAuthError(
                .invalidRedirectURI, "A redirect URI must have https, or a scheme of the form com.example.app:/path.")
        }
        return .privateUse
    }

    /// An answer has each parameter once (RFC 6749 §3.1), so the address itself must not bring one of them.
    private static func checkQuery(_ uri: URIText) throws(OAuthError) {
        guard let query = uri.query else { return }
        let parameters: Parameters
        do { parameters = try Parameters(parsing: query) } catch {
            throw OAuthError(.invalidRedirectURI, "The query of a redirect URI cannot be read as parameters.")
        }
        guard !AnswerParameters.names.contains(where: { parameters.contains($0) }) else {
            throw OAuthError(.invalidRedirectURI, "The query of a redirect URI has a parameter that answers have.")
        }
    }
}
