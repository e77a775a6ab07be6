/// An address that a client of ours has registered: the only kind of address that an answer is ever sent to.
///
/// There is no way to make one but to match a registered address, so nothing can be redirected before its address is
/// trusted (RFC 9700 §4.11.2).
public struct RedirectTarget: Sendable, Hashable, CustomStringConvertible {
    /// The address, with the port that the request named.
    public let text: String
    /// How the answer reaches the client.
    public let kind: RedirectURI.Kind
    /// Whether the request named it. The token request must repeat it then (RFC 6749 §4.1.3).
    public let wasRequested: Bool

    /// Finds the address for an answer.
    /// - Parameters:
    ///   - requested: The request's `redirect_uri`.
    ///   - registered: The client's addresses.
    ///   - isRequired: Whether the request must name one in any case, as in OpenID Connect Core §3.1.2.1.
    /// - Throws: ``OAuthError`` `invalid_request`, never to be redirected: none was named although there are several,
    ///   or the one that was named is not registered (RFC 6749 §3.1.2.3, §3.1.2.4).
    init(requested: String?, registered: [RedirectURI], isRequired: Bool) throws(OAuthError) {
        guard let requested else {
            guard !isRequired, registered.count == 1 else {
                throw OAuthError(.invalidRequest, "The redirect_uri is missing.")
            }
            text = registered[0].text
            kind = registered[0].kind
            wasRequested = false
            return
        }
        guard let match = registered.first(where: { $0.matches(requested) }) else {
            throw OAuthError(.invalidRequest, "The redirect_uri is not one that this client has registered.")
        }
        text = requested
        kind = match.kind
        wasRequested = true
    }

    /// The address.
    public var description: String { text }
}
