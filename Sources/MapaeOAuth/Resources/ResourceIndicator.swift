import Mapae

/// What a token is to be used at (RFC 8707 §2): an absolute URI without fragment, compared byte by byte.
public struct ResourceIndicator: Sendable, Hashable, CustomStringConvertible {
    /// The URI.
    public let text: String

    /// Reads a URI.
    /// - Throws: ``OAuthError`` `invalid_target`.
    public init(_ text: String) throws(OAuthError) {
        guard let uri = URIText(text), !uri.hasFragment, uri.authority != nil || !uri.path.isEmpty else {
            throw OAuthError(.invalidTarget, "A resource is no absolute URI without fragment.")
        }
        self.text = text
    }

    /// A URI that is known to be one.
    init(checked text: String) { self.text = text }

    /// The URI.
    public var description: String { text }
}
