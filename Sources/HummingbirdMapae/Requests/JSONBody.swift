package import Hummingbird
package import MapaeJOSE
import NIOCore

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
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw RequestError.tooLarge(limit: limit)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Bad chunks, or a client that went away: nothing that the server did wrong.
            throw RequestError.invalid("The body did not arrive whole.")
        }
    }

    /// `application/json` or a type that ends in `+json` (RFC 6839 §3.1). Browsers cannot send those across sites
    /// without asking first, unlike forms and plain text.
    private static func isJSON(_ request: Request) -> Bool {
        let values = request.headers[values: .contentType]
        guard values.count == 1 else { return false }
        // Not by `MediaType`, which takes no dot, as `application/vnd.api+json` has one.
        let type = values[0].utf8.prefix { $0 != UInt8(ascii: ";") }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let essence = type.prefix(type.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? 0)
        if essence.elementsEqual("application/json".utf8) { return true }
        guard essence.starts(with: "application/".utf8), essence.hasJSONSuffix else { return false }
        return essence.dropFirst("application/".utf8.count).allSatisfy(isNameCharacter)
    }

    /// RFC 6838 §4.2: what the name of a media type is made of.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$&-^_.+".utf8.contains(byte)
        }
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

extension ArraySlice<UInt8> {
    fileprivate var hasJSONSuffix: Bool { suffix(5).elementsEqual("+json".utf8) }
}
