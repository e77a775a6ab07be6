public import HTTPTypes
public import Mapae
import MapaeJOSE

/// The answer of an endpoint that clients call themselves. It is never cached (RFC 6749 §5.1).
public struct OAuthAnswer: Sendable, CustomStringConvertible, CustomReflectable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The header fields, the content type among them.
    public var headers: HTTPFields
    /// The body, JSON in UTF-8; empty for an answer without one.
    public var body: [UInt8]

    /// An answer with a JSON object.
    /// - Parameter json: The object's text.
    public init(_ status: HTTPResponse.Status = .ok, json: [UInt8]) {
        self.init(status)
        headers[.contentType] = "application/json; charset=utf-8"
        body = json
    }

    /// An answer without a body.
    public init(_ status: HTTPResponse.Status) {
        self.status = status
        headers = [.cacheControl: "no-store"]
        // Caches that know nothing newer than HTTP/1.0.
        if let pragma = HTTPField.Name("Pragma") { headers[pragma] = "no-cache" }
        body = []
    }

    /// The answer that an error is.
    public init(_ error: RenderedError) {
        self.init(error.status)
        headers = error.headers
        body = error.body
    }

    /// The status, and no token.
    public var description: String { "OAuthAnswer(\(status.code))" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
