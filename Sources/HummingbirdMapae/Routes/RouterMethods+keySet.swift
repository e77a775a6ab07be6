public import Hummingbird
public import Mapae
import MapaeJOSE

extension RouterMethods {
    /// A route on which others find the keys that check this authority's tokens (RFC 7517 §5).
    ///
    /// ```swift
    /// router.addKeySet(of: auth)                            // GET /.well-known/jwks.json
    /// ```
    ///
    /// Shared secrets and retired keys are left out, so that of an authority with nothing else the list is empty. Keys
    /// that are to sign later stand there already. Who has the list already and says so with `If-None-Match` gets 304
    /// (RFC 9110 §13.1.2).
    /// - Parameters:
    ///   - authority: The authority.
    ///   - path: Where the route stands.
    ///   - maxAge: How long others may keep the list, in whole seconds; five minutes unless told. A new key should be
    ///     in the ring that long before it signs.
    @discardableResult
    public func addKeySet(
        of authority: TokenAuthority, path: RouterPath = ".well-known/jwks.json", maxAge: Duration = .seconds(300)
    ) -> Self {
        let cacheControl = "public, max-age=\(max(0, maxAge.components.seconds))"
        return get(path) { request, _ in
            try Response.document(
                authority.publicKeys().serialized(), "application/jwk-set+json", cacheControl: cacheControl, to: request
            )
        }
    }
}
