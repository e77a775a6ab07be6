public import HTTPTypes
import MapaeJOSE

/// An error as it goes over the wire, never cached.
public struct RenderedError: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The headers: content type, `Cache-Control: no-store`, and those of the error.
    public var headers: HTTPFields
    /// The JSON body, in UTF-8.
    public var body: [UInt8]

    /// Creates an error's wire form.
    /// - Parameters:
    ///   - status: The status.
    ///   - error: A stable code in snake case.
    ///   - description: What is wrong and what to do; no token, no secret, nothing that the client sent.
    ///   - message: A further member `msg`, as the tutorial's login has it.
    ///   - format: How it is written.
    public init(
        _ status: HTTPResponse.Status, error: String, description: String, message: String? = nil,
        format: ErrorFormat = .oauth
    ) {
        var writer = JSONWriter(reserving: 160)
        writer.beginObject()
        switch format.kind {
        case .oauth:
            writer.member("error", error)
            writer.member("error_description", description)
        case .problemDetails:
            // RFC 9457 §4.2.1: no type of its own, so the title is the status's phrase.
            writer.member("type", "about:blank")
            writer.member("title", status.reasonPhrase)
            writer.member("status", Int64(status.code))
            writer.member("detail", description)
            writer.member("code", error)
        }
        if let message { writer.member("msg", message) }
        writer.endObject()
        let type = format.kind == .oauth ? "application/json; charset=utf-8" : "application/problem+json"
        self.init(status, headers: [.contentType: type, .cacheControl: "no-store"], body: writer.bytes)
    }

    /// Creates an answer of a face of its own.
    /// - Parameters:
    ///   - status: The status.
    ///   - headers: The header fields, the content type among them.
    ///   - body: The body.
    public init(_ status: HTTPResponse.Status, headers: HTTPFields, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
