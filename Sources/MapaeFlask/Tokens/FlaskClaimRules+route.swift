import Mapae
import MapaeJOSE

/// What a route asks of a token that is believed.
extension FlaskClaimRules {
    /// Whether it is a refresh token: anything but the text `refresh` counts as an access token.
    static func isRefresh(_ claims: JSONObject) -> Bool {
        claims["type"]?.string.map { $0.utf8.elementsEqual("refresh".utf8) } ?? false
    }

    /// Refuses the other kind of token.
    /// - Parameter type: The kind that is wanted, or `nil` for any.
    static func checkType(_ claims: JSONObject, _ type: TokenType?) throws(FlaskRefusal) {
        switch (type, isRefresh(claims)) {
        case (.access, true):
            throw .invalid("Only non-refresh tokens are allowed", .wrongTokenType(expected: .access))
        case (.refresh, false):
            throw .invalid("Only refresh tokens are allowed", .wrongTokenType(expected: .refresh))
        default: break
        }
    }

    /// Whether the user has just shown a credential: `fresh` is a truth value, or says until when. No leeway, and nothing
    /// else counts as fresh.
    static func isFresh(_ claims: JSONObject, now: NumericDate) -> Bool {
        switch claims["fresh"] {
        case .bool(let fresh): fresh
        case .integer(let end): now.sinceEpoch <= .seconds(end)
        case .number(let end): Double(now.seconds) + Double(now.nanoseconds) / 1e9 <= end
        default: false
        }
    }
}
