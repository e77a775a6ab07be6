import Hummingbird
import MapaeOAuth
import NIOCore

extension OAuthAnswer {
    /// The answer as a Hummingbird response.
    var response: Response {
        var headers = headers
        headers[.contentLength] = "\(body.count)"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
