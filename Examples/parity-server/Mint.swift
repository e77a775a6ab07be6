import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// A token made to order.
struct Mint {
    private let isRefresh: Bool
    private let identity: JSONValue
    private let fresh: Freshness
    private let expires: FlaskLifetime?
    private let claims: JSONObject
    private let headers: JSONObject

    init(_ body: JSONObject) throws {
        isRefresh = body["kind"]?.string == "refresh"
        identity = body["identity"] ?? "test"
        claims = body["claims"]?.object ?? [:]
        headers = body["headers"]?.object ?? [:]
        fresh =
            switch body["fresh"] {
            case .bool(let isFresh): Freshness(isFresh)
            case let value?: .during(.seconds(try value.seconds()))
            case nil: false
            }
        switch body["expires"] {
        case nil, .null: expires = nil
        case .bool(false): expires = .insecureNeverExpires
        case let value?:
            // Zero means for ever in Flask-JWT-Extended, and has to be said here.
            let seconds = try value.seconds()
            expires = seconds == 0 ? .insecureNeverExpires : .seconds(seconds)
        }
    }

    func token(_ flask: FlaskAuthority) async throws -> String {
        if isRefresh {
            return try await flask.refreshToken(for: identity, expires: expires, claims: claims, headers: headers)
        }
        return try await flask.accessToken(
            for: identity, fresh: fresh, expires: expires, claims: claims, headers: headers)
    }
}

extension JSONValue {
    /// Whole seconds; 400 for what is no number of them.
    fileprivate func seconds() throws -> Int64 {
        switch self {
        case .integer(let count): return count
        case .number(let count):
            if let count = Int64(exactly: count.rounded(.down)) { return count }
            throw HTTPError(.badRequest)
        default: throw HTTPError(.badRequest)
        }
    }
}
