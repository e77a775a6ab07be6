import Hummingbird
import HummingbirdMapae
import NIOCore

extension Request {
    /// The members of a JSON body; a body of another kind of JSON has none.
    /// - Throws: 415 for what does not say that it is JSON, 400 for what is none, 413 for what is too long.
    func jsonBody() async throws -> JSONObject {
        guard saysJSON else { throw HTTPError(.unsupportedMediaType) }
        let buffer = try await body.collect(upTo: 256 * 1024)
        let limits = JSONLimits(depth: 32, members: 4096, allowsNUL: true)
        guard let value = try? JSONValue(parsing: Array(buffer: buffer), limits: limits) else {
            throw HTTPError(.badRequest)
        }
        return value.object ?? [:]
    }

    private var saysJSON: Bool {
        let type = (headers[.contentType] ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        let essence = String(decoding: type, as: UTF8.self).trimmingSpaces().lowercased()
        return essence == "application/json" || (essence.hasPrefix("application/") && essence.hasSuffix("+json"))
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        String(decoding: utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
    }
}

extension JSONObject {
    /// The text of a member; an empty one for another type, which is no token either.
    func text(_ name: String) -> String { self[name]?.string ?? "" }

    /// The answer with these members and another status than 200.
    func response(_ status: HTTPResponse.Status, from request: Request, context: some RequestContext) throws -> Response
    {
        var response = try response(from: request, context: context)
        response.status = status
        return response
    }
}
