#if RemoteKeys
import Mapae
package import MapaeJOSE
import NIOHTTP1

/// What an introspection endpoint says of a token (RFC 7662 §2.2).
package enum IntrospectionAnswer: Sendable {
    case active(ClaimSet)
    case inactive
    /// It is active, and says of itself what no token may say.
    case unusable(JOSEError)

    /// Reads an answer.
    /// - Parameters:
    ///   - answer: What came.
    ///   - limits: How deep and how many members the JSON may have.
    /// - Throws: ``RemoteKeysError`` `rejected_client`, `unexpected_status`, `encoded_answer`, `invalid_introspection`:
    ///   nothing was said of the token.
    package init(_ answer: HTTPAnswer, limits: JSONLimits) throws(RemoteKeysError) {
        switch answer.status {
        case 200: break
        case 401, 403: throw RemoteKeysError(.rejectedClient, status: answer.status)
        default: throw RemoteKeysError(.unexpectedStatus, status: answer.status)
        }
        guard answer.headers[canonicalForm: "content-encoding"].allSatisfy({ $0.lowercased() == "identity" }) else {
            throw RemoteKeysError(.encodedAnswer)
        }
        // The type is demanded: a page of a captive portal or an error in HTML says nothing of a token. A signed answer
        // (RFC 9701) is not asked for.
        let types = answer.headers["content-type"]
        guard types.count == 1, MediaTypeText.essence(types[0]).elementsEqual("application/json".utf8),
            let active = try? JSONValue(parsing: answer.body, limits: limits).object?["active"]?.bool
        else { throw RemoteKeysError(.invalidIntrospection) }
        // Of a token that is not active nothing else counts.
        guard active else {
            self = .inactive
            return
        }
        do { self = .active(try ClaimSet(json: answer.body, limits: limits)) } catch { self = .unusable(error) }
    }
}
#endif
