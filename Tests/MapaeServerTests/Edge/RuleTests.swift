#if Server
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MapaeRemoteKeys
import Testing

@testable import MapaeServer

@Suite("Rules of the edge")
struct RuleTests {
    @Test(
        "these name a host (H9)",
        arguments: [
            "a", "a.example", "A.EXAMPLE.", "a.example:8080", "a:", "a:0", "a:65535", "127.0.0.1", "127.0.0.1:80",
            "[::1]",
            "[::1]:80", "[2001:db8::1]", "[::ffff:192.0.2.1]:8080", "a_b", "xn--bcher-kva.example", "1", "a~b!c",
        ])
    func host(_ text: String) { #expect(HostField.isValid(text)) }

    @Test(
        "these name none (H9)",
        arguments: [
            "", ":80", "a b", "a/b", "u@a", "a:b", "a:+1", "a:65536", "a:123456", "a:80:80", "a?", "a#", "a\\b", "a<>",
            "a%41",
            "a,b", "[::1", "::1", "[]", "[a]", "[127.0.0.1]", "[::1]x", "[::1]:x", "[fe80::1%25eth0]", "[v1.a]",
            "a\u{212A}",
            "bücher", "a\u{301}", "a\"b", "a:\u{661}", "[::1]]", "a[b]", String(repeating: "a", count: 262), " a", "a ",
        ])
    func noHost(_ text: String) { #expect(!HostField.isValid(text)) }

    static let targets: [(String, RequestTarget)] = [
        ("/", .origin), ("/a?b=c|d", .origin), ("//a", .origin), ("*", .asterisk), ("", .other), ("a", .other),
        ("/a b", .other),
        ("/\u{7F}", .other), ("/é", .other), ("/a#b", .other), ("/a\\b", .other), ("?a", .other), ("http:/a/", .other),
        ("http://a", .absolute(authority: "a", path: "/")), ("HTTPS://a/b?c", .absolute(authority: "a", path: "/b?c")),
        ("http://a?c", .absolute(authority: "a", path: "/?c")), ("http://", .other),
        ("http:///", .absolute(authority: "", path: "/")),
        ("ftp://a/", .other), ("a:80", .other),
    ]

    @Test("targets are told apart (H10)", arguments: targets)
    func target(_ text: String, _ target: RequestTarget) { #expect(RequestTarget(text) == target) }

    static let paths: [(String, Bool)] = [
        ("/", true), ("/a", true), ("/a/b", true), ("/a?b=//", true), ("/?x=/", true), ("//", false), ("//a", false),
        ("/a//b", false),
        ("/a/", false), ("/a/?x", false), ("///", false), ("*", true), ("", true),
    ]

    @Test("a path has one spelling (H15)", arguments: paths)
    func canonical(_ path: String, _ isCanonical: Bool) {
        #expect(MethodMiddleware<ServerContext>.isCanonical(path) == isCanonical)
    }

    static let heads: [(HTTPRequest, Int?)] = {
        func head(
            _ method: HTTPRequest.Method = .get, _ authority: String? = "a", _ path: String? = "/",
            _ fields: HTTPFields = [:]
        ) -> HTTPRequest {
            HTTPRequest(method: method, scheme: "https", authority: authority, path: path, headerFields: fields)
        }
        func many(_ count: Int, _ length: Int = 1) -> HTTPFields {
            var fields = HTTPFields()
            for number in 0..<count {
                guard let name = HTTPField.Name("x-\(number)") else { continue }
                fields.append(HTTPField(name: name, value: String(repeating: "a", count: length)))
            }
            return fields
        }
        let hostName = HTTPField.Name("host").map { [$0] } ?? []
        let hosts = { (values: [String]) in
            HTTPFields(values.flatMap { value in hostName.map { HTTPField(name: $0, value: value) } })
        }
        let long = "/" + String(repeating: "a", count: 8192)
        return [
            (head(), nil), (head(.get, "a", "/", hosts(["A"])), nil), (head(.get, "a", "/", hosts(["b"])), 400),
            (head(.get, "a", "/", hosts(["a", "a"])), 400), (head(.get, nil), 400), (head(.get, "u@a"), 400),
            (head(.get, "a", nil), 400),
            (head(.get, "a", "http://a/"), 400), (head(.get, "a", "*"), 400), (head(.options, "a", "*"), nil),
            (head(.trace), 405), (head(.connect, "a:443", nil), 405), (head(.get, "a", long), 414),
            (head(.get, "a", "/", many(100)), nil), (head(.get, "a", "/", many(101)), 431),
            (head(.get, "a", "/", many(20, 1000)), 431),
            (head(.post, "a", "/", [.contentEncoding: "gzip"]), 415),
            (head(.post, "a", "/", [.contentLength: "1048577"]), 413),
            (head(.post, "a", "/", [.contentLength: "99999999999999999999"]), 413),
            (head(.post, "a", "/", [.contentLength: "+1"]), 400),
            (head(.post, "a", "/", [.transferEncoding: "chunked"]), 400),
            (head(.get, "a", "/", [.connection: "close"]), 400),
        ]
    }()

    @Test("a head of HTTP/2 is held to the same (H5, H6, H8, H9, H18, H22)", arguments: heads)
    func stream(_ head: HTTPRequest, _ status: Int?) {
        #expect(StreamRules.refusal(of: head, EdgeLimits())?.status == status)
    }

    @Test("a client has so many connections and no more, a proxy any number (H4, L5)")
    func counter() throws {
        let counter = ConnectionCounter(limit: 3, proxies: try #require(TrustedProxies("10.0.0.1")))
        let addresses = (0..<4).compactMap { IPAddress("2001:db8::\($0)") }
        let taken = addresses.map { counter.open($0) }
        #expect(taken == ["2001:db8::/64", "2001:db8::/64", "2001:db8::/64", nil])
        #expect(counter.open(IPAddress("2001:db8:0:1::1")) != nil)
        for _ in 0..<10 { #expect(counter.open(IPAddress("::ffff:10.0.0.1")) == "") }
        counter.close("2001:db8::/64")
        #expect(counter.open(addresses[3]) != nil)
        #expect(counter.open(addresses[3]) == nil)
        // What has gone leaves nothing behind.
        for _ in 0..<3 { counter.close("2001:db8::/64") }
        counter.close("2001:db8:0:1::/64")
        #expect(counter.clients == 0)
    }

    @Test(
        "connections leave room for other files (H27)",
        arguments: [(8192, 1_000_000, 8192), (8192, 1024, 896), (8192, 64, 32), (10, 64, 10), (8192, 1, 1), (1, 0, 1)])
    func files(_ wanted: Int, _ files: Int, _ connections: Int) {
        #expect(FileLimit.connections(wanted: wanted, files: files) == connections)
    }

    @Test("Allow names the methods of the path, and OPTIONS tells them (H18)")
    func methods() async throws {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        let table = RouteTable()
        router.add(middleware: ErrorShapeMiddleware())
        router.add(middleware: MethodMiddleware(table: table))
        router.get("things") { _, _ in "all" }
        router.post("things") { _, _ in "made" }
        router.get("things/:id") { _, context -> String in
            guard context.parameters.get("id") == "1" else { throw HTTPError(.notFound) }
            return "one"
        }
        router.delete("things/:id") { _, _ in "gone" }
        router.put("files/**") { _, _ in "put" }
        table.learn(router)
        try await Application(router: router, logger: Fixture.silent).test(.router) { base in
            let client = Client(base)
            let expected: [(HTTPRequest.Method, String, Int, String?)] = [
                (.put, "/things", 405, "GET, HEAD, OPTIONS, POST"),
                (.post, "/things/1", 405, "DELETE, GET, HEAD, OPTIONS"),
                (.options, "/things", 204, "GET, HEAD, OPTIONS, POST"), (.options, "/nothing", 404, nil),
                (.options, "*", 204, "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
                (.get, "/files/a/b", 405, "OPTIONS, PUT"),
                (.get, "/things/2", 404, nil), (.head, "/things/1", 200, nil), (.post, "/nothing", 404, nil),
                (.patch, "/things/1/x", 404, nil), (.trace, "/things", 405, "GET, HEAD, OPTIONS, POST"),
                (.get, "/things/", 404, nil), (.post, "//things", 404, nil),
            ]
            for (method, path, status, allow) in expected {
                let answer = try await client.send(method, path)
                #expect(answer.status == status, "\(method) \(path)")
                #expect(answer.headers[.allow] == allow, "\(method) \(path)")
            }
        }
    }
}
#endif
