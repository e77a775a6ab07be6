import HTTPTypes
public import Hummingbird
public import Mapae

extension RouterMethods {
    /// A route on which clients find out who issues tokens for a resource, and how they are shown (RFC 9728 §3).
    ///
    /// ```swift
    /// router.add(protectedResource: api)                    // GET /.well-known/oauth-protected-resource
    /// ```
    ///
    /// It stands at the root of the host: the path of the resource comes behind `/.well-known/oauth-protected-resource`. Add it to the
    /// router itself, not to a group with a path. Programs in browsers may read it from every site.
    /// - Parameters:
    ///   - resource: The resource.
    ///   - maxAge: How long others may keep it, in whole seconds; five minutes unless told.
    @discardableResult
    public func add<Base: TokenVerifier>(
        protectedResource resource: ProtectedResource<Base>, maxAge: Duration = .seconds(300)
    ) -> Self {
        let (path, content) = (RouterPath(resource.metadataPath), resource.metadataJSON)
        let cacheControl = "public, max-age=\(max(0, maxAge.components.seconds))"
        let preflight = CrossOrigin.preflight([.get, .head])
        for method in [HTTPRequest.Method.get, .head] {
            on(path, method: method) { request, _ in
                let response = CrossOrigin.opened(
                    .document(content, "application/json", cacheControl: cacheControl, to: request))
                return method == .head ? response.createHeadResponse() : response
            }
        }
        return on(path, method: .options) { _, _ in preflight }
    }
}
