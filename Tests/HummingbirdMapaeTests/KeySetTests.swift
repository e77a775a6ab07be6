import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@Suite("Published keys")
struct KeySetTests {
    private static func ask(
        _ client: any TestClientProtocol, _ lines: [String] = [], _ method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: .ifNoneMatch, value: line)) }
        return try await client.executeRequest(
            uri: "/.well-known/jwks.json", method: method, headers: headers, body: nil)
    }

    private static func with(
        _ keys: LiveKeyRing, _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let router = Router(context: BasicTokenRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.addKeySet(of: try TokenAuthority(liveKeys: keys), maxAge: .seconds(60))
        try await Application(router: router).test(.router) { try await body($0) }
    }

    @Test(arguments: [
        (["TAG"], true), (["W/TAG"], true), (["*"], true), ([" * "], true), ([#""x", TAG"#], true),
        ([#""x" , W/TAG,"y""#], true), ([#","#, "TAG", ","], true), ([#""a,b""#, "TAG"], true), ([#""a, TAG"#], false),
        ([], false), ([#""x""#], false), (["w/TAG"], false), (["TAGx"], false), ([#""x" TAG"#], false),
        (["*", "TAG"], false),
        (["BARE"], false), ([""], false), ([#"""#], false), (["TAG,garbage"], false), (["W/"], false),
        (["TAG *"], false),
    ])
    func `are not sent again to whoever has them`(_ lines: [String], _ isKnown: Bool) async throws {
        try await Self.with(LiveKeyRing(try KeyRing(signing: .generate(.es256)))) { client in
            let first = try await Self.ask(client)
            let tag = try #require(first.headers[.eTag])
            #expect(tag.utf8.count == 24 && tag.utf8.first == UInt8(ascii: "\""))
            let bare = tag.replacing("\"", with: "")
            let lines = lines.map { $0.replacing("TAG", with: tag).replacing("BARE", with: bare) }
            for method in [HTTPRequest.Method.get, .head] {
                let answer = try await Self.ask(client, lines, method)
                #expect(answer.status == (isKnown ? .notModified : .ok), "\(lines)")
                #expect(answer.headers[.eTag] == tag && answer.headers[.cacheControl] == "public, max-age=60")
                #expect(answer.headers[.contentType] == (isKnown ? nil : "application/jwk-set+json"))
                if isKnown || method == .head { #expect(answer.body.readableBytes == 0) }
            }
        }
    }

    @Test func `have another tag when they change`() async throws {
        let keys = LiveKeyRing(try KeyRing(signing: .generate(.es256)))
        try await Self.with(keys) { client in
            let first = try await Self.ask(client)
            keys.replace(
                by: try keys.ring.rotated(to: .generate(.rs256), retiringAt: NumericDate(seconds: 4_000_000_000)))
            let tag = try #require(first.headers[.eTag])
            let second = try await Self.ask(client, [tag])
            #expect(second.status == .ok && second.headers[.eTag] != tag)
            #expect(try JWKSet(parsing: Array(buffer: second.body)).keys.map(\.algorithm) == [.rs256, .es256])
        }
    }
}
