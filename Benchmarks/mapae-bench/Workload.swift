import Crypto
import Mapae
import MapaeJOSE

/// The one token that all cases are about, and what makes and checks it.
struct Workload: Sendable {
    /// The size that the published figures are about: header `{"alg":"HS256","typ":"JWT"}` and eight claims.
    static let tokenBytes = 329
    static let subject = "user-7f3a91c05be2"
    /// Of no use but here.
    static let secret = "benchmarks only: every reader of this file knows it"

    /// Without a cache: each token costs it a signature.
    let authority: TokenAuthority
    /// The same with the cache that authorities have unless told.
    let caching: TokenAuthority
    let policy: TokenPolicy
    let verifier: JWSVerifier
    let token: String
    /// The moment at which the token is checked.
    let now: NumericDate
    /// The bytes of ``token`` that are signed.
    let signingInput: [UInt8]
    /// An HMAC state that has absorbed the key already, which is where any good verifier starts.
    let state: HMAC<SHA256>
    /// The right MAC of ``signingInput``.
    let mac: [UInt8]

    init() throws {
        let secret = Array(Self.secret.utf8)
        let key = try SigningKey.hs256(secret: secret)
        let policy = TokenPolicy(
            issuer: "https://auth.example.com", audience: "https://api.example.com",
            accessTokenLifetime: .seconds(3600),
            cachesVerifiedTokens: false)
        self.policy = policy
        authority = try TokenAuthority(signingKey: key, policy: policy)
        var cachingPolicy = policy
        cachingPolicy.cachesVerifiedTokens = true
        caching = try TokenAuthority(signingKey: key, policy: cachingPolicy)
        verifier = try JWSVerifier(keys: [key.verificationKey])

        let moment = TokenClock.system.now()
        self.now = moment
        let now = moment.seconds
        // As the authority writes them, but with a fixed `jti`, so that two runs differ in digits of the time only.
        let claims = """
            {"iss":"https://auth.example.com","sub":"\(Self.subject)","aud":"https://api.example.com",\
            "iat":\(now),"exp":\(now + 3600),"jti":"c2VjcmV0LW9mLWJlbmNobQ","type":"access","fresh":true}
            """
        token = try JWSSigner(key: key).sign(Array(claims.utf8))
        signingInput = Array(token.utf8.prefix(token.utf8.count - 44))
        state = HMAC<SHA256>(key: SymmetricKey(data: secret))
        var copy = state
        copy.update(data: signingInput)
        mac = Array(copy.finalize())
        try check()
    }

    /// The token and what checks it, as JSON.
    var sample: String {
        JSONValue.object([
            "token": .string(token), "secret": .string(Self.secret),
            "issuer": policy.issuer.map { .string($0) } ?? .null,
            "audience": policy.audience.map { .array($0.names.map(JSONValue.string)) } ?? .null,
        ]).pretty()
    }

    /// All figures are per token of one size. Another size would be compared with what it is not.
    private func check() throws {
        let issued = try authority.accessToken(for: Self.subject, fresh: true).accessToken
        for text in [token, issued] where text.utf8.count != Self.tokenBytes {
            throw BenchmarkError("the token must have \(Self.tokenBytes) bytes, but has \(text.utf8.count)")
        }
        guard try authority.verify(token).claims.object().members.count == 8 else {
            throw BenchmarkError("the token must have eight claims")
        }
        guard Base64URL.decode(String(token.suffix(43))) == mac else {
            throw BenchmarkError("the token's signature is not the MAC of its signing input")
        }
    }
}
