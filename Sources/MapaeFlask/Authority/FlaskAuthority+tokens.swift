public import Mapae
public import MapaeJOSE

/// What Flask-JWT-Extended's getters say of the token of a request.
extension FlaskAuthority {
    /// `get_jwt_identity`: the identity claim, of whatever type; `nil` without a token.
    public func identity(of token: VerifiedToken?) -> JSONValue? { claims(of: token)[settings.identityClaim] }

    /// `get_jwt`: all claims, with the defaults of `type`, `fresh` and `jti` filled in; empty without a token.
    public func claims(of token: VerifiedToken?) -> JSONObject {
        guard let claims = try? token?.claims.object() else { return [:] }
        return FlaskClaimRules.withDefaults(claims)
    }

    /// `get_jwt_header`: the header; empty without a token.
    public func header(of token: VerifiedToken?) -> JSONObject {
        let bytes = Array(token?.claims.headerJSON ?? [])
        return (try? JSONValue(parsing: bytes, limits: limits.json))?.object ?? [:]
    }

    /// `get_jwt_request_location`: the place where the token was found; `nil` without a token.
    public func location(of token: VerifiedToken?) -> FlaskLocation? { token?.location.map { FlaskLocation($0) } }

    /// `get_current_user`: what the callback `userLookup` found for the request, if it is of this type; `nil` without a token
    /// and without the callback.
    ///
    /// ```swift
    /// account.get("me") { _, context in flask.user(of: context.token, as: User.self)?.name ?? "" }
    /// ```
    public func user<User>(of token: VerifiedToken?, as type: User.Type) -> User? {
        (token?.attachment as? FlaskUser)?.value as? User
    }
}

extension FlaskLocation {
    init(_ location: TokenLocation) {
        self =
            switch location {
            case .cookie: .cookies
            case .query: .queryString
            case .jsonBody: .json
            default: .headers
            }
    }

    var tokenLocation: TokenLocation {
        switch self {
        case .headers: .header
        case .cookies: .cookie
        case .queryString: .query
        case .json: .jsonBody
        }
    }
}
