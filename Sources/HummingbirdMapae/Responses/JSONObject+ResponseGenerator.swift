public import Hummingbird
public import MapaeJOSE

extension JSONObject: ResponseGenerator {
    /// 200 with the members in their order, which an encoder does not keep. Not cached: what is said of a user is theirs.
    /// - Throws: `JOSEError` `invalid_claim` for a number that is not finite.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        .uncachedJSON(try JSONValue.object(self).serialized())
    }
}
