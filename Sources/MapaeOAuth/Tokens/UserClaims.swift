import MapaeJOSE

/// Which claims of a user a client gets to see.
enum UserClaims {
    /// OpenID Connect Core §5.4.
    private static let byScope: [(scope: String, names: [String])] = [
        (
            "profile",
            [
                "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile",
                "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at",
            ]
        ), ("email", ["email", "email_verified"]), ("address", ["address"]),
        ("phone", ["phone_number", "phone_number_verified"]),
    ]

    /// What tokens and answers say of themselves. Whoever knows the users must not say it in their place.
    private static let reserved = [
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "c_hash",
        "s_hash", "sid", "type", "fresh", "scope", "csrf", "cnf", "client_id", "events", "active", "token_use",
    ]

    /// Those of a request's single claims that its scopes do not stand for, and that are told of the user: what a consent to scopes
    /// does not cover.
    static func beyond(_ scopes: ScopeList, _ claims: ClaimsRequest?) -> [String] {
        guard let claims else { return [] }
        let covered = byScope.filter { scopes.contains($0.scope) }.flatMap(\.names)
        var names: [String] = []
        for name in (claims.userInfo + claims.idToken).map(\.name)
        where !contains(covered, name) && !contains(reserved, name) && !contains(names, name) { names.append(name) }
        return names
    }

    /// The claims that scopes stand for.
    static func visible(_ claims: JSONObject, scopes: ScopeList) -> JSONObject {
        chosen(claims, byScope.filter { scopes.contains($0.scope) }.flatMap(\.names))
    }

    /// The claims of these names (OpenID Connect Core §5.5).
    static func visible(_ claims: JSONObject, names: [String]) -> JSONObject { chosen(claims, names) }

    /// Those that are known; in their order, none that is reserved, and none that is `null` (OpenID Connect Core §5.3.2).
    private static func chosen(_ claims: JSONObject, _ names: [String]) -> JSONObject {
        var chosen: JSONObject = [:]
        for member in claims.members where contains(names, member.name) && !contains(reserved, member.name) {
            if case .null = member.value { continue }
            chosen[member.name] = member.value
        }
        return chosen
    }

    private static func contains(_ names: [String], _ name: String) -> Bool {
        names.contains { $0.utf8.elementsEqual(name.utf8) }
    }
}
