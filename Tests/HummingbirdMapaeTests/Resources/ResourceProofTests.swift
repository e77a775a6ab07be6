import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@Suite("Tokens with a proof at a resource (RFC 9449 section 7)")
struct ResourceProofTests {
    private static let algorithms = #"algs="RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519""#

    private static func app(
        _ bench: ResourceBench, _ dpop: DPoPPolicy = .accepted, baseURL: String? = nil
    ) throws -> some ApplicationProtocol {
        let resource = try bench.resource(dpop: dpop, baseURL: baseURL)
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("notes", by: resource).get { _, context in context.token.subject }
        router.protected("notes", by: resource).post { _, context in context.token.subject }
        router.protected("write", by: resource, .scope("write")).get { _, _ in "in" }
        router.protected("cookie", by: resource, .accept(.cookie())).get { _, _ in "in" }
        router.protected("feed", by: resource, .optional(badTokens: .anonymous)).get { _, context in
            context.token?.subject ?? "stranger"
        }
        return TestApp.application(router)
    }

    @Test("O42: a bound token opens a route with a proof of its key, each proof once")
    func once() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        let (first, second) = (try bench.fields(token), try bench.fields(token))
        try await Self.app(bench).test(.router) { client in
            for fields in [first, second] {
                let answer = try await client.execute(uri: "/notes?x=1", method: .get, headers: fields)
                #expect(answer.status == .ok && answer.text == "ada")
            }
            let again = try await client.execute(uri: "/notes", method: .get, headers: first)
            #expect(again.status == .unauthorized && again.error == "invalid_dpop_proof")
            #expect(again.member("error_description")?.string == "The DPoP proof was used before.")
            #expect(again.isErrorOfOurForm)
        }
    }

    @Test("O42: a user with many keys has one share of what is remembered, and keeps out nobody else")
    func share() async throws {
        let bench = try ResourceBench()
        let resource = try bench.resource(dpop: .accepted)
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("notes", by: resource).get { _, context in context.token.subject }
        let replays = try #require(resource.proofs?.replays)
        let holder = DPoPReplays.holder(issuer: ResourceBench.issuer, subject: "ada", key: "")
        let end = bench.time.now.advanced(by: .seconds(90))
        for number in 1..<(DPoPReplays.maximum / 16) {
            let digest = [UInt8(number / 256), UInt8(number % 256)]
            try replays.use(digest, of: holder, until: end, at: bench.time.now)
        }
        let others = [try ProofMaker(), try ProofMaker()]
        let fields = try others.map { other in
            let token = try bench.token(["cnf": ["jkt": .string(other.thumbprint)]])
            return try bench.fields(token, by: other)
        }
        let eve = try bench.fields(
            try bench.token(subject: "eve", ["cnf": ["jkt": .string(others[0].thumbprint)]]), by: others[0])
        try await TestApp.application(router).test(.router) { client in
            let last = try await client.execute(uri: "/notes", method: .get, headers: fields[0])
            #expect(last.text == "ada")
            let late = try await client.execute(uri: "/notes", method: .get, headers: fields[1])
            #expect(late.status == .serviceUnavailable)
            let other = try await client.execute(uri: "/notes", method: .get, headers: eve)
            #expect(other.text == "eve")
        }
    }

    /// What is changed in a request that is right otherwise, and how it is refused.
    struct Change: Sendable, CustomStringConvertible {
        let description: String
        let error: String
        let fields: @Sendable (ResourceBench) throws -> HTTPFields

        init(
            _ description: String, _ error: String = "invalid_dpop_proof",
            _ fields: @escaping @Sendable (ResourceBench) throws -> HTTPFields
        ) {
            self.description = description
            self.error = error
            self.fields = fields
        }
    }

    private static let notes = "https://api.example.com/notes"

    static let changes: [Change] = [
        Change("no proof") { try ResourceBench.fields("DPoP \($0.boundToken())", []) },
        Change("an empty proof") { try ResourceBench.fields("DPoP \($0.boundToken())", [""]) },
        Change("two proofs") { bench in
            let token = try bench.boundToken()
            let proofs = try (0..<2).map { _ in
                try bench.client.proof(
                    ProofMaker.claims("GET", ResourceProofTests.notes, at: bench.time.now, token: token))
            }
            return try ResourceBench.fields("DPoP \(token)", proofs)
        },
        Change("a megabyte") { bench in
            try ResourceBench.fields("DPoP \(bench.boundToken())", [String(repeating: "a", count: 1_000_000)])
        },
        Change("another method") { try $0.fields(try $0.boundToken(), "POST") },
        Change("another path") { try $0.fields(try $0.boundToken(), "GET", "https://api.example.com/note") },
        Change("another host") { try $0.fields(try $0.boundToken(), "GET", "https://evil.example/notes") },
        Change("plain http") { try $0.fields(try $0.boundToken(), "GET", "http://api.example.com/notes") },
        Change("the host of the connection") { try $0.fields(try $0.boundToken(), "GET", "http://localhost/notes") },
        Change("no ath") { try $0.fields(try $0.boundToken()) { $0["ath"] = nil } },
        Change("the ath of another token") { bench in
            let other = DPoPProof.hash(of: "other")
            return try bench.fields(try bench.boundToken()) { $0["ath"] = .string(other) }
        },
        Change("no jti") { try $0.fields(try $0.boundToken()) { $0["jti"] = nil } },
        Change("too old") { bench in
            let moment = bench.time.now.seconds - 91
            return try bench.fields(try bench.boundToken()) { $0["iat"] = .integer(moment) }
        },
        Change("of the future") { bench in
            let moment = bench.time.now.seconds + 31
            return try bench.fields(try bench.boundToken()) { $0["iat"] = .integer(moment) }
        },
        Change("another key", "invalid_token") { try $0.fields(try $0.boundToken(), by: try ProofMaker()) },
        Change("a token that is bound to no key", "token_not_bound") { try $0.fields(try $0.token()) },
        Change("a token that is bound to a certificate", "token_rejected") {
            try $0.fields(try $0.token(["cnf": ["x5t#S256": "x"]]))
        },
        Change("a token that is bound to a key and a certificate", "token_rejected") { bench in
            let thumbprint = JSONValue.string(bench.client.thumbprint)
            return try bench.fields(try bench.token(["cnf": ["jkt": thumbprint, "x5t#S256": "x"]]))
        },
        Change("a token with an odd cnf", "token_rejected") { try $0.fields(try $0.token(["cnf": "x"])) },
        Change("a token with a null cnf", "token_rejected") { try $0.fields(try $0.token(["cnf": .null])) },
        Change("a token for another resource", "invalid_token") { bench in
            let thumbprint = JSONValue.string(bench.client.thumbprint)
            return try bench.fields(
                try bench.token(audience: ["https://other.example.com"], ["cnf": ["jkt": thumbprint]]))
        },
        Change("a token that is none", "invalid_token") { try $0.fields("x.y.z") },
        Change("an empty token", "invalid_token") { try $0.fields("") },
    ]

    @Test("O42 O45: what is changed in a request with a proof is refused", arguments: changes)
    func changed(change: Change) async throws {
        let bench = try ResourceBench()
        let fields = try change.fields(bench)
        try await Self.app(bench).test(.router) { client in
            let answer = try await client.execute(uri: "/notes", method: .get, headers: fields)
            #expect(answer.status == .unauthorized && answer.error == change.error)
            #expect(answer.isErrorOfOurForm)
            // RFC 9449 §7.1: what is wrong stands with the scheme that was used; the other one is an offer.
            #expect(answer.challenges.count == 2)
            #expect(answer.challenges.first?.hasPrefix(#"DPoP realm="api", error=""#) == true)
            #expect(answer.challenges.first?.contains(Self.algorithms) == true)
            #expect(answer.challenges.last?.hasPrefix(#"Bearer realm="api", resource_metadata=""#) == true)
        }
    }

    @Test("O45: addresses are compared as RFC 3986 makes them equal, with the settings' host and any query")
    func addresses() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        let requests: [(String, String, Bool)] = [
            ("/notes", "HTTPS://API.example.com:443/notes?x", true), ("/notes?a=b", Self.notes, true),
            ("/notes", "https://api.example.com/%6Eotes", true), ("/notes", "https://api.example.com/x/../notes", true),
            ("/notes", "https://api.example.com/notes/", false),
            ("/notes", "https://api.example.com:8443/notes", false),
            ("/notes", "https://api.example.com/Notes", false), ("/notes", "/notes", false),
        ]
        let fields = try requests.map { try bench.fields(token, "GET", $0.1) }
        try await Self.app(bench).test(.router) { client in
            for (request, fields) in zip(requests, fields) {
                let answer = try await client.execute(uri: request.0, method: .get, headers: fields)
                #expect((answer.status == .ok) == request.2, "\(request.1)")
            }
        }
    }

    @Test("A proxy that takes a part of the path away is told of, and then a proof names what clients see")
    func behindProxy() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        let outside = try bench.fields(token, "POST", "https://www.example.com/api/notes")
        let inside = try bench.fields(token, "POST", Self.notes)
        try await Self.app(bench, baseURL: "https://www.example.com/api/").test(.router) { client in
            let right = try await client.execute(uri: "/notes", method: .post, headers: outside)
            #expect(right.status == .ok)
            let wrong = try await client.execute(uri: "/notes", method: .post, headers: inside)
            #expect(wrong.error == "invalid_dpop_proof")
        }
    }

    @Test("O43: a bound token that is shown alone is refused, whether or not a proof lies beside it")
    func alone() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        var beside = try bench.fields(token)
        beside[.authorization] = "Bearer \(token)"
        let both = beside
        try await Self.app(bench).test(.router) { client in
            for fields in [.bearer(token), both] {
                let answer = try await client.execute(uri: "/notes", method: .get, headers: fields)
                #expect(answer.status == .unauthorized && answer.error == "dpop_proof_required")
                #expect(answer.challenges.first?.hasPrefix(#"Bearer realm="api", error="invalid_token""#) == true)
                #expect(answer.challenges.last?.hasPrefix(#"DPoP realm="api", algs=""#) == true)
            }
            var twice = both
            twice.append(HTTPField(name: .authorization, value: "DPoP \(token)"))
            let answer = try await client.execute(uri: "/notes", method: .get, headers: twice)
            #expect(answer.status == .badRequest)
            // The place that a route names is the only one that is looked at.
            let cookie = try await client.execute(uri: "/cookie", method: .get, headers: try bench.fields(token))
            #expect(cookie.error == "missing_token")
        }
    }

    @Test("What is taken is told to who comes without a token, and other tokens still open the routes")
    func offered() async throws {
        let bench = try ResourceBench()
        let (token, bound) = (try bench.token(), try bench.boundToken())
        let write = try bench.fields(bound, "GET", "https://api.example.com/write")
        try await Self.app(bench).test(.router) { client in
            let none = try await client.execute(uri: "/notes", method: .get)
            #expect(none.error == "missing_token" && none.challenges.count == 2)
            #expect(none.challenges.first?.hasPrefix(#"Bearer realm="api", resource_metadata=""#) == true)
            #expect(none.challenges.last?.hasPrefix("DPoP realm=\"api\", \(Self.algorithms)") == true)
            let bearer = try await client.execute(uri: "/notes", method: .get, headers: .bearer(token))
            #expect(bearer.text == "ada")
            let scope = try await client.execute(uri: "/write", method: .get, headers: write)
            #expect(scope.status == .forbidden && scope.challenges.count == 1)
            #expect(scope.challenges.first?.hasPrefix(#"DPoP realm="api", error="insufficient_scope""#) == true)
            let feed = try await client.execute(uri: "/feed", method: .get)
            #expect(feed.text == "stranger")
        }
    }

    @Test("O43: where proofs are demanded no other token is even looked at")
    func required() async throws {
        let bench = try ResourceBench()
        let (token, bound) = (try bench.token(), try bench.boundToken())
        let proven = try bench.fields(bound)
        try await Self.app(bench, .required).test(.router) { client in
            for text in [token, bound, "x"] {
                let answer = try await client.execute(uri: "/notes", method: .get, headers: .bearer(text))
                #expect(answer.status == .unauthorized && answer.error == "dpop_proof_required")
                #expect(answer.challenges.count == 1)
                #expect(answer.challenges.first?.hasPrefix(#"DPoP realm="api", error="invalid_token""#) == true)
            }
            let none = try await client.execute(uri: "/notes", method: .get)
            #expect(none.error == "missing_token" && none.challenges.count == 1)
            #expect(none.member("error_description")?.string?.contains("DPoP proof") == true)
            let feed = try await client.execute(uri: "/feed", method: .get)
            #expect(feed.text == "stranger")
            let right = try await client.execute(uri: "/notes", method: .get, headers: proven)
            #expect(right.text == "ada")
        }
    }

    @Test("O44: with nonces a proof holds one that was given out here, and who has none gets one")
    func nonces() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        let secret = Array(repeating: UInt8(7), count: 32)
        let nonces = DPoPNonces(secret: secret, period: .seconds(120))
        let foreign = DPoPNonces(secret: Array(repeating: 9, count: 32), period: .seconds(120))
        let app = try Self.app(bench, .accepted.withNonces(secret: secret))
        try await app.test(.router) { client in
            let name = try #require(HTTPField.Name("DPoP-Nonce"))
            let old = nonces.nonce(at: bench.time.now.advanced(by: .seconds(-240)))
            for nonce in [nil, "x", old, foreign.nonce(at: bench.time.now)] {
                let answer = try await client.execute(
                    uri: "/notes", method: .get, headers: try bench.fields(token, nonce: nonce))
                #expect(answer.status == .unauthorized && answer.error == "use_dpop_nonce")
                #expect(answer.challenges.first?.hasPrefix(#"DPoP realm="api", error="use_dpop_nonce""#) == true)
                #expect(answer.headers[name] == nonces.nonce(at: bench.time.now))
            }
            // A route for everybody must not hide from a client that all its proof lacks is a nonce.
            let feed = try await client.execute(
                uri: "/feed", method: .get, headers: try bench.fields(token, "GET", "https://api.example.com/feed"))
            #expect(feed.error == "use_dpop_nonce")
            let right = try await client.execute(
                uri: "/notes", method: .get, headers: try bench.fields(token, nonce: nonces.nonce(at: bench.time.now)))
            #expect(right.status == .ok)
        }
    }

    @Test("Where no nonces are given out one in a proof is another server's, and does not matter")
    func foreignNonce() async throws {
        let bench = try ResourceBench()
        let token = try bench.boundToken()
        try await Self.app(bench).test(.router) { client in
            for nonce in ["x", ""] {
                let answer = try await client.execute(
                    uri: "/notes", method: .get, headers: try bench.fields(token, nonce: nonce))
                #expect(answer.status == .ok && answer.text == "ada")
            }
            let name = try #require(HTTPField.Name("DPoP-Nonce"))
            let none = try await client.execute(uri: "/notes", method: .get)
            #expect(none.headers[name] == nil)
        }
    }

    @Test("O43: a token behind Authorization: DPoP is looked at first, whatever lies where the route looks before")
    func first() async throws {
        let bench = try ResourceBench(accept: [.header(name: "X-Token", schemes: []), .header])
        let (plain, bound) = (try bench.token(), try bench.boundToken())
        let field = try #require(HTTPField.Name("X-Token"))
        var right = try bench.fields(bound)
        var wrong = try ResourceBench.fields("DPoP \(bound)", [])
        right[field] = plain
        wrong[field] = plain
        let (proven, unproven) = (right, wrong)
        try await Self.app(bench).test(.router) { client in
            let answer = try await client.execute(uri: "/notes", method: .get, headers: proven)
            #expect(answer.text == "ada")
            // The proof was looked at: it is used up.
            let again = try await client.execute(uri: "/notes", method: .get, headers: proven)
            #expect(again.error == "invalid_dpop_proof")
            let refused = try await client.execute(uri: "/notes", method: .get, headers: unproven)
            #expect(refused.status == .unauthorized && refused.error == "invalid_dpop_proof")
            let alone = try await client.execute(uri: "/notes", method: .get, headers: [field: plain])
            #expect(alone.status == .ok)
        }
    }

    @Test("O42: a verifier that waits, and sessions with a cache, check a proof just so")
    func otherVerifiers() async throws {
        let bench = try ResourceBench()
        let authority = try TokenAuthority(
            signingKey: bench.key, policy: bench.verifier.policy, clock: bench.time.clock)
        let token = try bench.boundToken()
        let router = Router(context: BasicTokenRequestContext.self)
        func add(_ path: RouterPath, _ verifier: some TokenVerifier) throws {
            let resource = try ProtectedResource(
                ResourceBench.identifier, by: verifier, dpop: .accepted, clock: bench.time.clock)
            router.protected(path, by: resource).get { _, context in context.token.subject }
            router.protected("plain", by: verifier).get(path) { _, _ in "in" }
        }
        try add("later", bench.verifier.withCheck { _ in true })
        try add("sessions", Sessions(authority, store: .memory))
        try await TestApp.application(router).test(.router) { client in
            for path in ["later", "sessions"] {
                for _ in 0..<3 {
                    let fields = try bench.fields(token, "GET", "https://api.example.com/\(path)")
                    let right = try await client.execute(uri: "/\(path)", method: .get, headers: fields)
                    #expect(right.text == "ada")
                    let again = try await client.execute(uri: "/\(path)", method: .get, headers: fields)
                    #expect(again.error == "invalid_dpop_proof")
                    let bearer = try await client.execute(uri: "/\(path)", method: .get, headers: .bearer(token))
                    #expect(bearer.error == "dpop_proof_required")
                    // What one verifier has kept for a proof opens nothing without.
                    let plain = try await client.execute(uri: "/plain/\(path)", method: .get, headers: .bearer(token))
                    #expect(plain.error == "token_rejected")
                }
            }
        }
    }
}
