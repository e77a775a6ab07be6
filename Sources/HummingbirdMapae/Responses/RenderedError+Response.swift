public import Hummingbird
public import Mapae

extension RenderedError {
    /// The error as a Hummingbird response.
    public var response: Response {
        var headers = headers
        headers[.contentLength] = "\(body.count)"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The error as the answer to a request: without its body to HEAD, as a client would take that for the beginning of
    /// the next answer (RFC 9110 §9.3.2).
    package func response(to request: Request) -> Response {
        request.method == .head ? response.createHeadResponse() : response
    }
}
