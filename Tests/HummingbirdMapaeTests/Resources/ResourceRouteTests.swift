import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@Suite("Routes of a protected resource (RFC 9728)")
struct ResourceRouteTests {
    private static let place =
        #"resource_metadata="https://api.example.com/.well-known/oauth-protected-resource""#

    @Test("The metadata can be read from every site, kept for a while, and are not sent again")
    func metadata() async throws {
        let bench = try ResourceBench()
        let router = Router(context: BasicTokenRequestContext.self)
        let resource = try ProtectedResource(
            "https://api.example.com/v1", by: bench.verifier, audience: .named(ResourceBench.identifier))
        router.add(protectedResource: resource, maxAge: .seconds(60))
        try await TestApp.application(router).test(.router) { client in
            let path = "/.well-known/oauth-protected-resource/v1"
            let answer = try await client.execute(uri: path, method: .get, headers: [.origin: "https://evil.example"])
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/json")
            #expect(answer.member("resource")?.string == "https://api.example.com/v1")
            #expect(answer.headers[.cacheControl] == "public, max-age=60")
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            #expect(answer.headers[.contentLength] == "\(answer.body.readableBytes)")
            let tag = try #require(answer.headers[.eTag])
            let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0 && again.headers[.eTag] == tag)
            let head = try await client.execute(uri: path, method: .head)
            #expect(head.status == .ok && head.body.readableBytes == 0 && head.headers[.eTag] == tag)
            let preflight = try await client.execute(uri: path, method: .options)
            #expect(preflight.status == .noContent)
            #expect(preflight.headers[.accessControlAllowMethods] == "GET, HEAD")
            let root = try await client.execute(uri: "/.well-known/oauth-protected-resource", method: .get)
            #expect(root.status == .notFound)
        }
    }

    @Test("O52: neither the metadata nor a challenge repeats anything of Host and X-Forwarded")
    func host() async throws {
        let bench = try ResourceBench()
        let router = Router(context: BasicTokenRequestContext.self)
        let resource = try bench.resource(dpop: .accepted)
        router.add(protectedResource: resource)
        router.protected("notes", by: resource).get { _, _ in "in" }
        router.get("whom") { request, _ in request.head.authority ?? "" }
        var headers = HTTPFields()
        for name in [
            "Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded",
        ] {
            headers[try #require(HTTPField.Name(name))] = "evil.example"
        }
        let fields = headers
        // Over a connection, as the router alone knows no `Host` but its own.
        try await TestApp.application(router).test(.ahc(.http)) { client in
            let whom = try await client.execute(uri: "/whom", method: .get, headers: fields)
            #expect(whom.text == "evil.example")
            for path in ["/.well-known/oauth-protected-resource", "/notes"] {
                let answer = try await client.execute(uri: path, method: .get, headers: fields)
                #expect(!answer.text.contains("evil"))
                #expect(!answer.headers.contains { $0.value.contains("evil") })
            }
        }
    }

    /// A verifier that checks at once and one that may wait: both must do the same.
    private static func routers() throws -> (ResourceBench, Router<BasicTokenRequestContext>) {
        let bench = try ResourceBench()
        let resource = try bench.resource()
        let waiting = try ProtectedResource(
            ResourceBench.identifier, by: bench.verifier.withCheck { _ in true }, scopes: ["read"],
            clock: bench.time.clock)
        let router = Router(context: BasicTokenRequestContext.self)
        for path in ["now", "later"] {
            let group = router.group("\(path)")
            func add(_ verifier: some TokenVerifier) {
                group.protected("notes", by: verifier).get { _, context in context.token.subject }
                group.protected("write", by: verifier, .scope("write")).get { _, _ in "in" }
                group.protected("feed", by: verifier, .optional).get { _, context in
                    context.token?.subject ?? "stranger"
                }
                group.protected("recent", by: verifier, .authenticated(within: .seconds(300)), .acr("gold", "silver"))
                    .get { _, _ in "in" }
                group.protected("maybe", by: verifier, .optional, .acr("gold")).get { _, _ in "in" }
            }
            if path == "now" { add(resource) } else { add(waiting) }
        }
        return (bench, router)
    }

    @Test("Each 401 and 403 tells where the metadata are, also the one without a token", arguments: ["now", "later"])
    func challenges(way: String) async throws {
        let (bench, router) = try Self.routers()
        let token = try bench.token()
        try await TestApp.application(router).test(.router) { client in
            let none = try await client.execute(uri: "/\(way)/notes", method: .get)
            #expect(none.status == .unauthorized && none.challenges == ["Bearer realm=\"api\", \(Self.place)"])
            let bad = try await client.execute(uri: "/\(way)/notes", method: .get, headers: .bearer("x"))
            #expect(bad.error == "invalid_token" && bad.challenges.count == 1)
            #expect(bad.challenges[0].hasSuffix(", \(Self.place)"))
            let scope = try await client.execute(uri: "/\(way)/write", method: .get, headers: .bearer(token))
            #expect(scope.status == .forbidden)
            #expect(scope.challenges.first?.hasSuffix(#", scope="write", \#(Self.place)"#) == true)
            let right = try await client.execute(uri: "/\(way)/notes", method: .get, headers: .bearer(token))
            #expect(right.text == "ada")
            let stranger = try await client.execute(uri: "/\(way)/feed", method: .get)
            #expect(stranger.text == "stranger")
        }
    }

    @Test(
        "O41 J38: a token for another resource is refused, though the verifier takes it for others",
        arguments: ["now", "later"])
    func audience(way: String) async throws {
        let (bench, router) = try Self.routers()
        let tokens: [(String, Bool)] = [
            (try bench.token(audience: [ResourceBench.identifier]), true),
            (try bench.token(audience: ["https://other.example.com"]), false),
            (try bench.token(audience: ["https://other.example.com", ResourceBench.identifier]), true),
            (try bench.token(audience: ["https://other.example.com", ResourceBench.identifier + "/"]), false),
            (try bench.token(audience: ["https://other.example.com", "https://API.example.com"]), false),
        ]
        try await TestApp.application(router).test(.router) { client in
            for (token, isTaken) in tokens {
                let answer = try await client.execute(uri: "/\(way)/notes", method: .get, headers: .bearer(token))
                #expect(answer.status == (isTaken ? .ok : .unauthorized))
                #expect(answer.error == (isTaken ? nil : "invalid_token"))
            }
        }
    }

    @Test("Another audience is demanded where the program says so, and none only where it says that")
    func otherAudience() async throws {
        let bench = try ResourceBench()
        let token = try bench.token(audience: ["https://other.example.com"])[...]
        for (audience, isTaken): (ResourceAudience, Bool) in [
            (.named("https://other.example.com"), true), (.named("x", "https://other.example.com"), true),
            (.named("x"), false), (.insecureAny, true), (.resource, false),
        ] {
            let resource = try bench.resource(audience: audience)
            let refusal: TokenError?
            do {
                _ = try await resource.verify(token, .access)
                refusal = nil
            } catch { refusal = error }
            #expect(refusal == (isTaken ? nil : TokenError(.wrongAudience)))
        }
    }

    @Test(
        "RFC 9470: who has to log in again is told how, and a login that will do opens the route",
        arguments: ["now", "later"])
    func stepUp(way: String) async throws {
        let (bench, router) = try Self.routers()
        let now = bench.time.now.seconds
        let old = try bench.token(["auth_time": .integer(now - 301), "acr": "gold"])
        let weak = try bench.token(["auth_time": .integer(now), "acr": "bronze"])
        let good = try bench.token(["auth_time": .integer(now - 300), "acr": "silver"])
        let plain = try bench.token()
        try await TestApp.application(router).test(.router) { client in
            for token in [old, weak, plain] {
                let answer = try await client.execute(uri: "/\(way)/recent", method: .get, headers: .bearer(token))
                #expect(answer.status == .unauthorized && answer.error == "insufficient_user_authentication")
                #expect(answer.isErrorOfOurForm)
                #expect(
                    answer.challenges == [
                        #"Bearer realm="api", error="insufficient_user_authentication", error_description="A stronger or more recent login is needed: log in again.", acr_values="gold silver", max_age="300", \#(Self.place)"#
                    ])
            }
            let right = try await client.execute(uri: "/\(way)/recent", method: .get, headers: .bearer(good))
            #expect(right.text == "in")
            for (token, status): (String?, HTTPResponse.Status) in [(nil, .ok), (old, .ok), (weak, .unauthorized)] {
                let headers: HTTPFields = token.map { .bearer($0) } ?? [:]
                let answer = try await client.execute(uri: "/\(way)/maybe", method: .get, headers: headers)
                #expect(answer.status == status)
            }
        }
    }

    @Test(
        "O43: where no proofs are taken a bound token is refused, with a proof and without",
        arguments: ["now", "later"])
    func noProofs(way: String) async throws {
        let (bench, router) = try Self.routers()
        let token = try bench.boundToken()
        let proven = try bench.fields(token, "GET", "https://api.example.com/\(way)/notes")
        try await TestApp.application(router).test(.router) { client in
            let bearer = try await client.execute(uri: "/\(way)/notes", method: .get, headers: .bearer(token))
            #expect(bearer.status == .unauthorized && bearer.error == "token_rejected")
            // Another scheme is no token here.
            let other = try await client.execute(uri: "/\(way)/notes", method: .get, headers: proven)
            #expect(other.error == "missing_token" && other.challenges.count == 1)
        }
    }
}
