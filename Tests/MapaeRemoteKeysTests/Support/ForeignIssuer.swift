#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting

/// Another issuer on this machine, with its keys, its web server, and clocks that stand still.
struct ForeignIssuer: Sendable {
    static let audience = "https://api.example.com"
    static let ed = Keys.make(.edDSA)
    static let ec = Keys.make(.es256)
    static let rsa = Keys.make(.rs256)
    static let other = Keys.make(.es256)

    let server: StubServer
    let site: Site
    let wall = ManualClock()
    let time = ManualTime()

    var issuer: String { server.url }
    var keysURL: String { server.url + "/keys" }

    var network: Network {
        Network(transport: LoopbackTransport(), resolver: .scripted(), clock: time.clock)
    }

    /// Runs an issuer that publishes one key, ES256, at `/keys`, and a discovery document.
    static func with(_ body: (ForeignIssuer) async throws -> Void) async throws {
        let site = Site()
        try await StubServer.with({ await site.reply(to: $0) }) { server in
            let issuer = ForeignIssuer(server: server, site: site)
            try site.publish([ec])
            site["/.well-known/openid-configuration"] = issuer.discovery()
            try await body(issuer)
        }
    }

    func discovery(issuer: String? = nil, keysURL: String? = nil) -> StubServer.Reply {
        .answer(200, [], #"{"issuer":"\#(issuer ?? self.issuer)","jwks_uri":"\#(keysURL ?? self.keysURL)"}"#)
    }

    /// A verifier that knows the keys' URL and has fetched nothing yet.
    func remote(
        audience: RequiredAudience = "https://api.example.com", policy: RemoteTokenPolicy = .init(),
        refreshing: KeyRefreshPolicy = .init()
    ) throws -> RemoteIssuer {
        try RemoteIssuer(
            issuer: issuer, jwksURL: keysURL, audience: audience, policy: policy, refreshing: refreshing,
            clock: wall.clock, network: network)
    }

    /// A verifier that asks the discovery document.
    func discovered(
        _ issuer: String? = nil, policy: RemoteTokenPolicy = .init(), refreshing: KeyRefreshPolicy = .init()
    ) async throws -> RemoteIssuer {
        try await RemoteIssuer(
            issuer ?? self.issuer, audience: "https://api.example.com", policy: policy, refreshing: refreshing,
            clock: wall.clock, network: network)
    }

    /// A token that is right in all but the members that are given here.
    func token(
        _ key: SigningKey = ec, with members: String = "", without names: Set<String> = [], type: String = "at+jwt"
    ) -> String {
        let now = wall.now.seconds
        let right = [
            ("iss", #""\#(issuer)""#), ("sub", #""ada""#), ("aud", #""\#(Self.audience)""#), ("iat", "\(now)"),
            ("exp", "\(now + 900)"), ("client_id", #""app""#), ("jti", #""1""#),
        ]
        let kept = right.filter { !names.contains($0.0) }.map { "\"\($0.0)\":\($0.1)" }
        let claims = "{" + (kept + (members.isEmpty ? [] : [members])).joined(separator: ",") + "}"
        return Keys.sign(claims, key, type: type)
    }
}

/// Keys and signatures for tests.
enum Keys {
    static func make(_ algorithm: JWSAlgorithm, id: String? = nil) -> SigningKey {
        do { return try .generate(algorithm, keyID: id) } catch { preconditionFailure("\(error)") }
    }

    static func sign(_ claims: String, _ key: SigningKey, type: String = "at+jwt") -> String {
        do { return try JWSSigner(key: key, type: type).sign(Array(claims.utf8)) } catch {
            preconditionFailure("\(error)")
        }
    }

    /// A token with any header and payload, signed by nobody.
    static func unsigned(
        header: String, payload: String = "{}", signature: [UInt8] = .init(repeating: 1, count: 64)
    )
        -> String
    {
        [Array(header.utf8), Array(payload.utf8), signature].map(Base64URL.encode).joined(separator: ".")
    }
}

extension RemoteIssuer {
    /// The code with which a token is refused, or `nil` when it is believed.
    func refusal(_ token: String, _ requirements: TokenRequirement...) async -> TokenError.Code? {
        do {
            _ = try await verify(token[...], TokenRequirements(requirements))
            return nil
        } catch {
            return error.code
        }
    }

    /// The cause with which a token is refused.
    func cause(_ token: String) async -> JOSEError.Code? {
        do {
            _ = try await verify(token)
            return nil
        } catch {
            return error.cause?.code
        }
    }
}
#endif
