public import Hummingbird
public import Mapae

extension Request: TokenRequest {
    /// The whole body, which the handler can read again.
    /// - Throws: ``RequestError`` when it is longer than the limit, or does not arrive whole.
    public mutating func body(upTo limit: Int) async throws -> [UInt8] {
        // What is announced as too long is refused before a byte of it is read.
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw RequestError.tooLarge(limit: limit)
        }
        let buffer = try await RequestError.explaining(limit: limit) { try await self.collectBody(upTo: limit) }
        return Array(buffer: buffer)
    }
}
