import Mapae

/// The identifier of an authorization server (RFC 8414 §2): one setting, never made from a request.
///
/// Clients compare it byte by byte with what tokens and metadata say, so it is kept exactly as it was written.
public struct Issuer: Sendable, Hashable, CustomStringConvertible {
    /// The identifier.
    public let text: String
    /// Its path without a slash at the end; empty where there is none.
    public let path: String

    /// Reads an issuer.
    /// - Parameter text: An `https` address, or `http` at 127.0.0.1, [::1] or localhost; with a path if need be, without query and
    ///   fragment. Scheme and host are in lower case: there is one way to write it.
    /// - Throws: ``OAuthSettingsError`` `invalid_issuer`.
    public init(_ text: String) throws(OAuthSettingsError) {
        guard let uri = URIText(text), uri.isPlainAddress else {
            throw OAuthSettingsError(
                .invalidIssuer,
                "The issuer must be an https address in lower case, such as https://login.example.com, without query and "
                    + "fragment; http is only for 127.0.0.1, [::1] and localhost.")
        }
        self.text = text
        let path = uri.path
        self.path = String(Substring(path.last == UInt8(ascii: "/") ? path.dropLast() : path))
    }

    /// The address of something below the issuer: what stands behind its path.
    /// - Parameter path: A path with a slash at the beginning.
    public func url(_ path: String) -> String {
        // RFC 8414 §3.1: a slash at the end does not count where something is put behind it.
        let base = text.utf8.last == UInt8(ascii: "/") ? String(Substring(text.utf8.dropLast())) : text
        return base + path
    }

    /// Whether it is at 127.0.0.1, [::1] or localhost: then only its own machine can reach the server.
    public var isLoopback: Bool { URIText(text)?.authority.map { LoopbackHost.isNamed($0.host) } ?? false }

    /// The issuer as whom a token is for.
    var resource: ResourceIndicator { ResourceIndicator(checked: text) }

    /// The identifier.
    public var description: String { text }
}
