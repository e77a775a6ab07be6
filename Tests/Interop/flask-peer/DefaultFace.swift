import HummingbirdMapae

/// What a team writes that moves one service at a time: the same key, and cookies of the names that the browsers have.
struct DefaultFace: Face {
    let verifier: TokenAuthority
    private let key: SigningKey
    private static let accept: [TokenCarrier] = [
        .header, .cookie(CookieCarrier(accessName: "access_token_cookie", refreshName: "refresh_token_cookie")),
    ]

    init(key: SigningKey) throws {
        self.key = key
        self.verifier = try TokenAuthority(signingKey: key, accept: Self.accept)
    }

    func token(_ wish: Wish) throws -> String {
        let authority = try TokenAuthority(signingKey: key, accept: Self.accept, clock: wish.clock)
        let lifetime = Duration.seconds(wish.lifetime)
        if wish.isRefresh { return try authority.refreshToken(for: "ada", lifetime: lifetime) }
        let fresh = wish.freshSeconds.map { Freshness.during(.seconds($0)) } ?? Freshness(wish.fresh)
        return try authority.accessToken(for: "ada", fresh: fresh, lifetime: lifetime).accessToken
    }

    func loginCookies() throws -> [SetCookie] {
        try verifier.inCookies(verifier.tokenPair(for: "ada", fresh: true)).cookies
    }
}
