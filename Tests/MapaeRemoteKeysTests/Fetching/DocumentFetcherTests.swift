#if RemoteKeys
import MapaeRemoteKeys
import NIOHTTP1
import Testing

@Suite("Fetching, on a network that exists only here")
struct DocumentFetcherTests {
    static let start = "https://login.example.com/keys"
    static let names = [
        "login.example.com": ["93.184.216.34"], "keys.example.com": ["93.184.216.35", "10.0.0.1"],
        "inside.example.com": ["10.0.0.1"], "metadata.example.com": ["169.254.169.254"],
        "mapped.example.com": ["::ffff:127.0.0.1", "::1"], "nowhere.example.com": [],
        "six.example.com": ["2606:4700:4700::1111", "93.184.216.36"],
    ]

    static func redirect(_ location: String, _ status: Int = 302) -> HTTPAnswer {
        HTTPAnswer(status: status, headers: ["Location": location])
    }

    static func fetcher(_ transport: ScriptedTransport) -> DocumentFetcher {
        DocumentFetcher(transport: transport, resolver: .scripted(names), maximumBytes: 1000)
    }

    static func fetch(
        _ transport: ScriptedTransport, from start: String = start, validator: Validator? = nil
    ) async throws -> DocumentFetcher.Outcome {
        let url = try WebURL(start)
        return try await fetcher(transport).fetch(url, reach: Reach(from: url), validator: validator)
    }

    static let hostileTargets: [(String, RemoteKeysError.Code)] = [
        ("http://169.254.169.254/latest/meta-data/", .insecureURL), ("https://169.254.169.254/", .forbiddenAddress),
        ("http://10.0.0.1/", .insecureURL), ("https://10.0.0.1/", .forbiddenAddress),
        ("https://172.16.0.1/", .forbiddenAddress), ("https://192.168.0.1/", .forbiddenAddress),
        ("https://100.64.0.1/", .forbiddenAddress), ("https://0.0.0.0/", .forbiddenAddress),
        ("https://127.0.0.1/", .forbiddenAddress), ("http://127.0.0.1/", .forbiddenAddress),
        ("http://localhost/", .forbiddenAddress), ("https://localhost:8443/", .forbiddenAddress),
        ("https://[::1]/", .forbiddenAddress), ("http://[::1]/", .forbiddenAddress),
        ("http://[::ffff:127.0.0.1]/", .insecureURL), ("https://[::ffff:127.0.0.1]/", .forbiddenAddress),
        ("https://[::ffff:8.8.8.8]/", .forbiddenAddress), ("https://[::]/", .forbiddenAddress),
        ("https://[fe80::1]/", .forbiddenAddress), ("https://[fd00:ec2::254]/", .forbiddenAddress),
        ("https://224.0.0.1/", .forbiddenAddress), ("https://[ff02::1]/", .forbiddenAddress),
        ("https://255.255.255.255/", .forbiddenAddress), ("https://[64:ff9b::10.0.0.1]/", .forbiddenAddress),
        ("https://[2002:7f00:1::]/", .forbiddenAddress), ("https://inside.example.com/", .forbiddenAddress),
        ("https://metadata.example.com/", .forbiddenAddress), ("https://mapped.example.com/", .forbiddenAddress),
        ("https://nowhere.example.com/", .unreachable), ("http://keys.example.com/", .insecureURL),
        ("https://2130706433/", .invalidURL), ("https://127.1/", .invalidURL), ("https://0x7f.1/", .invalidURL),
        ("file:///etc/passwd", .invalidURL), ("https://user@keys.example.com/", .invalidURL),
        ("//10.0.0.1/", .forbiddenAddress), ("gopher://keys.example.com/", .invalidURL), ("", .invalidURL),
    ]

    @Test(arguments: hostileTargets)
    func `J25 a redirect into a private network is not followed: nothing is sent there`(
        _ target: String, _ code: RemoteKeysError.Code
    ) async throws {
        let transport = ScriptedTransport([Self.start: Self.redirect(target)])
        await #expect(throws: RemoteKeysError(code)) { try await Self.fetch(transport) }
        #expect(transport.requests.map(\.url) == [Self.start])
    }

    /// What an issuer on this machine may not lead to either: all of the above but this machine.
    static let hostileFromHere = hostileTargets.map(\.0).filter { target in
        !["localhost", "//127.0.0.1", "[::1]", "mapped"].contains(where: target.contains)
    }

    @Test(arguments: hostileFromHere)
    func `J25 an issuer on this machine leads nowhere else inside either`(_ target: String) async throws {
        let start = "http://127.0.0.1:8080/keys"
        let transport = ScriptedTransport([start: Self.redirect(target)])
        await #expect(throws: RemoteKeysError.self) { try await Self.fetch(transport, from: start) }
        #expect(transport.requests.map(\.url) == [start])
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect to a public host is followed`(_ status: Int) async throws {
        let end = "https://keys.example.com/set"
        let transport = ScriptedTransport([
            Self.start: Self.redirect(end, status), end: HTTPAnswer(status: 200, body: [1]),
        ])
        guard case .document([1], _, nil) = try await Self.fetch(transport) else {
            Issue.record("no document")
            return
        }
        // Only the public one of the name's two addresses was connected to.
        #expect(transport.requests.map(\.address) == ["93.184.216.34", "93.184.216.35"])
    }

    @Test func `three redirects are followed, a fourth is not, and no circle goes on`() async throws {
        func chain(_ length: Int) -> ScriptedTransport {
            var answers: [String: HTTPAnswer] = [:]
            for step in 0..<length {
                answers["https://login.example.com/\(step)"] = Self.redirect("/\(step + 1)")
            }
            answers["https://login.example.com/\(length)"] = HTTPAnswer(status: 200)
            return ScriptedTransport(answers)
        }
        _ = try await Self.fetch(chain(3), from: "https://login.example.com/0")
        let four = chain(4)
        await #expect(throws: RemoteKeysError(.tooManyRedirects)) {
            try await Self.fetch(four, from: "https://login.example.com/0")
        }
        #expect(four.requests.count == 4)
        let circle = ScriptedTransport([Self.start: Self.redirect("/keys")])
        await #expect(throws: RemoteKeysError(.tooManyRedirects)) { try await Self.fetch(circle) }
        #expect(circle.requests.count == 4)
    }

    @Test(arguments: [[], ["/a", "/b"]])
    func `a redirect without one place is a broken answer`(_ locations: [String]) async throws {
        var headers = HTTPHeaders()
        for location in locations { headers.add(name: "Location", value: location) }
        let transport = ScriptedTransport([Self.start: HTTPAnswer(status: 302, headers: headers)])
        await #expect(throws: RemoteKeysError(.brokenAnswer)) { try await Self.fetch(transport) }
    }

    @Test(arguments: [100, 201, 204, 206, 300, 304, 305, 306, 400, 401, 403, 404, 429, 500, 503])
    func `another status than 200 is no document, nor is a 304 that nobody asked for`(_ status: Int) async throws {
        let transport = ScriptedTransport([Self.start: HTTPAnswer(status: status, body: [1])])
        let error = await #expect(throws: RemoteKeysError(.unexpectedStatus)) { try await Self.fetch(transport) }
        #expect(error?.status == status)
    }

    @Test(arguments: [
        ("gzip", false), ("GZIP", false), ("identity", true), ("Identity", true), ("br, identity", false),
    ])
    func `a compressed answer is refused`(_ encoding: String, _ isTaken: Bool) async throws {
        let transport = ScriptedTransport([
            Self.start: HTTPAnswer(status: 200, headers: ["Content-Encoding": encoding], body: [1])
        ])
        if isTaken {
            _ = try await Self.fetch(transport)
        } else {
            await #expect(throws: RemoteKeysError(.encodedAnswer)) { try await Self.fetch(transport) }
        }
    }

    @Test func `an entity tag is shown to the URL that gave it, and to no other`() async throws {
        let end = "https://keys.example.com/set"
        let answer = HTTPAnswer(status: 200, headers: ["ETag": #""one""#])
        let transport = ScriptedTransport([Self.start: Self.redirect(end), end: answer])
        guard case .document(_, _, let validator?) = try await Self.fetch(transport) else {
            Issue.record("no validator")
            return
        }
        _ = try await Self.fetch(transport, validator: validator)
        #expect(transport.requests.map(\.entityTag) == [nil, nil, nil, #""one""#])
    }

    @Test func `what is not to be stored leaves no entity tag behind`() async throws {
        let headers: HTTPHeaders = ["ETag": #""one""#, "Cache-Control": "no-store"]
        let transport = ScriptedTransport([Self.start: HTTPAnswer(status: 200, headers: headers)])
        guard case .document(_, _, let validator) = try await Self.fetch(transport) else { return }
        #expect(validator == nil)
    }

    @Test func `the next address is tried when one cannot be reached`() async throws {
        let url = "https://six.example.com/"
        let transport = ScriptedTransport([url: HTTPAnswer(status: 200)], unreachable: ["2606:4700:4700:0:0:0:0:1111"])
        _ = try await Self.fetch(transport, from: url)
        #expect(transport.requests.map(\.address) == ["2606:4700:4700:0:0:0:0:1111", "93.184.216.36"])
    }

    @Test func `a name is looked up once a hop, and that answer is connected to`() async throws {
        // A name server that says something else the second time must not be asked a second time.
        let (answers, continuation) = AsyncStream.makeStream(of: String.self)
        for address in ["93.184.216.34", "10.0.0.1", "10.0.0.1"] { continuation.yield(address) }
        let resolver = NameResolver { _ in
            for await address in answers { return [IPAddress(address)].compactMap { $0 } }
            return []
        }
        let transport = ScriptedTransport([Self.start: HTTPAnswer(status: 200)])
        let url = try WebURL(Self.start)
        _ = try await DocumentFetcher(transport: transport, resolver: resolver, maximumBytes: 1).fetch(
            url, reach: Reach(from: url))
        #expect(transport.requests.map(\.address) == ["93.184.216.34"])
    }
}
#endif
