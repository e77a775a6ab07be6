import HTTPTypes
package import Hummingbird

extension Response {
    /// A document that others may keep, or that it has not changed (RFC 9110 §13.1.2).
    /// - Parameters:
    ///   - content: The document.
    ///   - type: Its media type.
    ///   - cacheControl: Who may keep it, and for how long.
    ///   - request: The request, which may name what the client has already.
    package static func document(
        _ content: [UInt8], _ type: String, cacheControl: String, to request: Request
    ) -> Response {
        let tag = EntityTag(of: content)
        var headers: HTTPFields = [.eTag: tag.text, .cacheControl: cacheControl]
        if tag.isNamed(by: request.headers[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = type
        headers[.contentLength] = "\(content.count)"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }
}
