public import Hummingbird
public import Mapae

extension RenderedError {
    /// The error as a Hummingbird response.
    public var response: Response {
        var headers = headers
        headers[.contentLength] = "\(body.count)"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
