public import HTTPTypes
import MapaeJOSE

/// An error as it goes over the wire: `{"error", "error_description"}`, never cached.
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
    public init(_ status: HTTPResponse.Status, error: String, description: String, message: String? = nil) {
        var writer = JSONWriter(reserving: 128)
        writer.beginObject()
        writer.member("error", error)
        writer.member("error_description", description)
        if let message { writer.member("msg", message) }
        writer.endObject()
        self.status = status
        self.headers = [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"]
        self.body = writer.bytes
    }
}
