public import Hummingbird
public import Mapae

extension SessionEnd: ResponseGenerator {
    /// 204 without a body: it is over, and there is nothing to say of it.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
}
