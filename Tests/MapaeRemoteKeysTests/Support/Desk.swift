#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Synchronization

/// Where an issuer on this machine says what it knows of its opaque tokens.
final class Desk: Sendable {
    static let path = "/introspect"
    /// What every reader of forms must decode, so that a client which does not encode is found out.
    static let id = "an api"
    static let secret = "s3cr:+/%é"

    private let facts = Mutex<[String: String]>([:])
    private let issuer: ForeignIssuer

    private init(_ issuer: ForeignIssuer) { self.issuer = issuer }

    /// Runs an issuer that has such a desk beside its keys.
    static func with(_ body: (ForeignIssuer, Desk) async throws -> Void) async throws {
        try await ForeignIssuer.with { issuer in
            let desk = Desk(issuer)
            issuer.site.serve(path) { desk.reply(to: $0) }
            issuer.site["/.well-known/openid-configuration"] = desk.discovery()
            try await body(issuer, desk)
        }
    }

    var endpoint: String { issuer.issuer + Self.path }

    /// How often it was asked.
    var questions: Int { issuer.server.targets.count { $0 == Self.path } }

    /// A document of the issuer.
    func discovery(_ members: String? = nil, keys: Bool = true) -> StubServer.Reply {
        let all =
            [#""issuer":"\#(issuer.issuer)""#] + (keys ? [#""jwks_uri":"\#(issuer.keysURL)""#] : [])
            + [members ?? #""introspection_endpoint":"\#(endpoint)""#]
        return .answer(200, [], "{\(all.filter { !$0.isEmpty }.joined(separator: ","))}")
    }

    /// Makes a token known that is right in all but the members that are given here.
    @discardableResult
    func issue(_ token: String = "opaque", with members: String = "", without names: Set<String> = []) -> String {
        facts.withLock { $0[token] = answer(with: members, without: names) }
        return token
    }

    /// What it says of a token that is right in all but the members that are given here.
    func answer(with members: String = "", without names: Set<String> = []) -> String {
        let now = issuer.wall.now.seconds
        let right = [
            ("active", "true"), ("iss", #""\#(issuer.issuer)""#), ("sub", #""ada""#),
            ("aud", #""\#(ForeignIssuer.audience)""#), ("exp", "\(now + 900)"), ("iat", "\(now)"),
            ("client_id", #""app""#), ("token_type", #""Bearer""#),
        ]
        let kept = right.filter { !names.contains($0.0) }.map { "\"\($0.0)\":\($0.1)" }
        return "{\((kept + (members.isEmpty ? [] : [members])).joined(separator: ","))}"
    }

    func revoke(_ token: String) { facts.withLock { $0[token] = nil } }

    private func reply(to request: StubServer.Request) -> StubServer.Reply {
        let tokens = FormText.values(of: "token", in: request.body.utf8) ?? []
        let known = facts.withLock { $0[tokens.first ?? ""] }
        return .json(known ?? #"{"active":false}"#)
    }
}

extension StubServer.Reply {
    static func json(_ text: String) -> Self { .answer(200, [("Content-Type", "application/json")], text) }
}

extension ForeignIssuer {
    /// A verifier that asks about every token, at an endpoint that it knows.
    func asking(
        audience: RequiredAudience = "https://api.example.com", policy: RemoteTokenPolicy = .init(),
        limits: IntrospectionLimits = .init()
    ) throws -> RemoteIssuer {
        try RemoteIssuer(
            issuer: issuer, audience: audience,
            introspection: .client(
                id: Desk.id, secret: Desk.secret, endpoint: issuer + Desk.path, limits: limits), policy: policy,
            clock: wall.clock, network: network)
    }

    /// A verifier that finds keys and endpoint in the discovery document.
    func askingDiscovered(
        when occasion: Introspection.Occasion = .byForm, endpoint: String? = nil, policy: RemoteTokenPolicy = .init()
    ) async throws -> RemoteIssuer {
        try await RemoteIssuer(
            issuer, audience: "https://api.example.com",
            introspection: .client(id: Desk.id, secret: Desk.secret, endpoint: endpoint, when: occasion),
            policy: policy, clock: wall.clock, network: network)
    }
}
#endif
