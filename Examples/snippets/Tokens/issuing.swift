import HummingbirdMapae

/// What an issued token can say.
func issuing(_ auth: TokenAuthority) throws -> [TokenResponse] {
    var all: [TokenResponse] = []
    // snippet.issuing
    all.append(try auth.accessToken(for: "ada"))
    all.append(try auth.accessToken(for: "ada", fresh: true, scopes: ["horses"]))
    all.append(try auth.accessToken(for: "ada", claims: ["team": "blue", "level": 3], headers: ["source": "kiosk"]))
    all.append(try auth.accessToken(for: "ada", lifetime: .seconds(60)))
    all.append(try auth.tokenPair(for: "ada", fresh: true))
    // snippet.end
    return all
}

/// What the tokens of a type of yours say, written down once.
func issuingForUsers(_ auth: TokenAuthority, _ user: User) async throws -> TokenResponse {
    // snippet.issuing.users
    let issuer = auth.issuer(for: User.self, subject: { user in "\(user.id)" }) { user in
        ["name": .string(user.name)]
    }
    return try await issuer.tokenPair(for: user, fresh: true)
    // snippet.end
}
