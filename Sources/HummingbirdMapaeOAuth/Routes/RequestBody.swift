import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae

/// Reads the bodies of requests within limits.
enum RequestBody {
    /// The longest body that is read. A request in progress that comes back from a page may be longer than it came.
    static let limit = 65_536

    /// The body.
    /// - Parameters:
    ///   - request: The request.
    ///   - limit: The longest that is read.
    /// - Throws: `RequestError`; `CancellationError`.
    static func bytes(of request: Request, limit: Int = limit) async throws -> [UInt8] {
        if let encoding = request.headers[.contentEncoding], !encoding.utf8.elementsEqual("identity".utf8) {
            throw RequestError.encoded
        }
        // What is announced as too long is refused before a byte of it is read.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw RequestError.tooLarge(limit: limit)
        }
        let buffer = try await RequestError.explaining(limit: limit) { try await request.body.collect(upTo: limit) }
        return Array(buffer: buffer)
    }

    /// What stands behind the first `?` of its target.
    static func query(of request: Request) -> String { String(Substring(FormText.query(of: request.head.path))) }
}
