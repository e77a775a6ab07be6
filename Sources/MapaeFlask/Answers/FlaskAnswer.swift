public import HTTPTypes
import Mapae
public import MapaeJOSE

/// What a callback answers: a status and JSON.
///
/// ```swift
/// callbacks.revokedToken = { _, claims in FlaskAnswer(.gone, ["code": "revoked", "sub": claims["sub"] ?? .null]) }
/// ```
public struct FlaskAnswer: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The JSON body.
    public var body: JSONValue
    /// Further headers.
    public var headers: HTTPFields

    /// Creates an answer.
    /// - Parameters:
    ///   - status: The status.
    ///   - body: The JSON body. It must not hold the token.
    ///   - headers: Further headers, beside `Content-Type: application/json` and `Cache-Control: no-store`.
    public init(_ status: HTTPResponse.Status, _ body: JSONObject, headers: HTTPFields = [:]) {
        self.init(status, json: .object(body), headers: headers)
    }

    /// Creates an answer of any JSON value.
    /// - Parameters:
    ///   - status: The status.
    ///   - json: The JSON body. It must not hold the token.
    ///   - headers: Further headers, beside `Content-Type: application/json` and `Cache-Control: no-store`.
    public init(_ status: HTTPResponse.Status, json: JSONValue, headers: HTTPFields = [:]) {
        self.status = status
        self.body = json
        self.headers = headers
    }

    /// The answer as it goes over the wire.
    var rendered: RenderedError {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        headers.append(contentsOf: self.headers)
        // A number that is not finite can only come from the program; JSON cannot say it.
        return RenderedError(status, headers: headers, body: (try? body.serialized()) ?? Array("null".utf8))
    }
}
