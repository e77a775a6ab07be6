public import Hummingbird
public import Mapae

extension RouterMethods {
    /// A route on which others find the keys that check this authority's tokens (RFC 7517 §5).
    ///
    /// ```swift
    /// router.addKeySet(of: auth)                            // GET /.well-known/jwks.json
    /// ```
    ///
    /// Shared secrets are left out, so that of an authority with nothing else the list is empty.
    /// - Parameters:
    ///   - authority: The authority.
    ///   - path: Where the route stands.
    ///   - maxAge: How long others may keep the list, in whole seconds; five minutes unless told. A new key should be in the ring
    ///     that long before it signs.
    @discardableResult
    public func addKeySet(
        of authority: TokenAuthority, path: RouterPath = ".well-known/jwks.json", maxAge: Duration = .seconds(300)
    ) -> Self {
        let cacheControl = "public, max-age=\(max(0, maxAge.components.seconds))"
        return get(path) { _, _ in
            let body = try authority.publicKeys().serialized()
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/jwk-set+json",
                    .contentLength: "\(body.count)",
                    .cacheControl: cacheControl,
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: body)))
        }
    }
}
