import Hummingbird

extension Response {
    /// 200 with a JSON body that nobody may keep: tokens (RFC 6749 §5.1), or what is said of one user.
    static func uncachedJSON(_ body: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8",
                .contentLength: "\(body.count)",
                .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
