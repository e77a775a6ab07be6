package import Hummingbird
import Mapae
package import MapaeJOSE

/// Reads a request's JSON body within limits.
package enum JSONBody {
    /// The members of the body's object.
    /// - Throws: ``RequestError``.
    package static func object(of request: Request, limit: Int) async throws -> JSONObject {
        let bytes = try await bytes(of: request, limit: limit)
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw Self.error(for: error) }
        guard case .object(let object) = value else { throw RequestError.invalid("The body must be one JSON object.") }
        return object
    }

    /// The body, if it says that it is JSON and is not too long.
    static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        guard isJSON(request) else { throw RequestError.notJSON }
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

    private static func isJSON(_ request: Request) -> Bool {
        let values = request.headers[values: .contentType]
        return values.count == 1 && MediaTypeText.isJSON(MediaTypeText.essence(values[0]))
    }

    static func error(for error: JOSEError) -> RequestError {
        switch error.code {
        case .duplicateMember: .invalid("The body names a member twice.")
        case .invalidUTF8: .invalid("The body must be UTF-8, without NUL and without lone surrogates.")
        case .jsonTooDeep, .jsonTooManyMembers: .invalid("The body is nested too deeply or has too many members.")
        default: .invalid("The body is not JSON.")
        }
    }
}
