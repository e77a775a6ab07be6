import HTTPTypes
import Mapae

/// A request with a body, which counts how often the body is read.
struct TestRequest: TokenRequest {
    struct TooLong: Error {}

    var head: HTTPRequest
    var content: [UInt8]
    private(set) var reads = 0

    init(
        _ method: HTTPRequest.Method = .get, _ path: String = "/", _ headers: HTTPFields = [:], body: String = ""
    ) {
        self.head = HTTPRequest(method: method, scheme: "https", authority: "a", path: path, headerFields: headers)
        self.content = Array(body.utf8)
    }

    mutating func body(upTo limit: Int) async throws -> [UInt8] {
        reads += 1
        guard content.count <= limit else { throw TooLong() }
        return content
    }
}
