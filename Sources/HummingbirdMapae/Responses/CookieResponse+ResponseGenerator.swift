public import Hummingbird
public import Mapae

extension CookieResponse: ResponseGenerator {
    /// 200 with the cookies, and a body without a token. Never cached.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = Response.uncachedJSON(json)
        response.set(cookies)
        return response
    }
}
