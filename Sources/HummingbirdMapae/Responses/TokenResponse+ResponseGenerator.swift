public import Hummingbird
public import Mapae

extension TokenResponse: ResponseGenerator {
    /// 200 with the tokens as JSON. RFC 6749 §5.1: never cached.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        .uncachedJSON(json)
    }
}
