#if RemoteKeys
import MapaeRemoteKeys
import NIOHTTP1
import Synchronization
import Testing

@Suite("What strangers have named is asked within limits, on a network that exists only here")
struct OutboundHTTPTests {
    static let names = [
        "client.example.com": ["93.184.216.34"], "inside.example.com": ["10.0.0.1"],
        "metadata.example.com": ["169.254.169.254"], "mapped.example.com": ["::ffff:8.8.8.8"],
        "half.example.com": ["93.184.216.34", "10.0.0.1"], "here.example.com": ["127.0.0.1"],
        "six.example.com": ["::1"], "nowhere.example.com": [],
    ]

    static func http(_ transport: ScriptedTransport, allowsLoopback: Bool = false) -> OutboundHTTP {
        OutboundHTTP(
            allowsLoopback: allowsLoopback,
            network: Network(transport: transport, resolver: .scripted(names), clock: .system))
    }

    static func get(_ http: OutboundHTTP, _ address: String) async throws(OutboundError) -> HTTPAnswer {
        try await http.get(address, accept: "application/json", maximumBytes: 100)
    }

    static let outside = "https://client.example.com/document"

    static let hostile: [(String, OutboundError.Code)] =
        IPAddressTests.closedAddresses.map { text in
            (text.contains(":") ? "https://[\(text)]/" : "https://\(text)/", .forbiddenAddress)
        } + [
            ("https://localhost/", .forbiddenAddress), ("https://LOCALHOST:8443/", .forbiddenAddress),
            ("https://inside.example.com/", .forbiddenAddress), ("https://metadata.example.com/", .forbiddenAddress),
            ("https://mapped.example.com/", .forbiddenAddress), ("https://half.example.com/", .forbiddenAddress),
            ("https://here.example.com/", .forbiddenAddress), ("https://six.example.com/", .forbiddenAddress),
            ("https://nowhere.example.com/", .unreachable), ("http://client.example.com/", .invalidAddress),
            ("http://127.0.0.1/", .invalidAddress), ("http://localhost/", .invalidAddress),
            ("http://[::1]/", .invalidAddress), ("https://user@client.example.com/", .invalidAddress),
            ("https://client.example.com@10.0.0.1/", .invalidAddress),
            ("https://client.example.com/#x", .invalidAddress),
            ("https://client.example.com:0/", .invalidAddress), ("https://client.example.com:65536/", .invalidAddress),
            ("https://2130706433/", .invalidAddress), ("https://127.1/", .invalidAddress),
            ("https://0x7f000001/", .invalidAddress), ("https://0177.0.0.1/", .invalidAddress),
            ("https://①②⑦.0.0.1/", .invalidAddress), ("https://client.example.com\\@10.0.0.1/", .invalidAddress),
            ("https://client.example.com/\r\nX: y", .invalidAddress), ("file:///etc/passwd", .invalidAddress),
            ("gopher://client.example.com/", .invalidAddress), ("//client.example.com/", .invalidAddress),
            ("", .invalidAddress), ("https://", .invalidAddress),
        ]

    @Test(arguments: hostile)
    func `O49 an address that leads inside, or can be read in two ways, is not asked: nothing is sent`(
        _ address: String, _ code: OutboundError.Code
    ) async {
        let transport = ScriptedTransport([:])
        let http = Self.http(transport)
        let error = await #expect(throws: OutboundError.self) { _ = try await Self.get(http, address) }
        #expect(error?.code == code)
        await #expect(throws: OutboundError(code)) { _ = try await http.post(address, form: [1]) }
        #expect(transport.requests.isEmpty)
    }

    /// What a server for this machine alone may not ask either: all of the above but what names this machine.
    static let hostileFromHere = hostile.map(\.0).filter { address in
        !["localhost", "LOCALHOST", "//127.", "[::1]"].contains(where: address.contains)
    }

    @Test(arguments: hostileFromHere)
    func `a server for this machine alone asks nothing else inside either`(_ address: String) async {
        let transport = ScriptedTransport([:])
        await #expect(throws: OutboundError.self) {
            _ = try await Self.get(Self.http(transport, allowsLoopback: true), address)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: [
        "http://127.0.0.1:8080/d", "http://localhost:8080/d", "http://[::1]/d", "https://127.0.0.1:8443/d",
        "https://client.example.com/d", "https://client.example.com:8443/d?a=b", "https://client.example.com:1/d",
    ])
    func `a server for this machine alone asks this machine and the internet`(_ address: String) async throws {
        let transport = ScriptedTransport([:], otherwise: HTTPAnswer(status: 200, body: [1]))
        let answer = try await Self.get(Self.http(transport, allowsLoopback: true), address)
        #expect(answer.body == [1])
        #expect(transport.requests.count == 1)
    }

    @Test func `a name is looked up once, and the connection goes to the address that was checked`() async throws {
        let asked = Mutex(0)
        // A name server that says something else each time (DNS rebinding).
        let liar = NameResolver { _ in
            let isFirst = asked.withLock { count in
                count += 1
                return count == 1
            }
            return [IPAddress(isFirst ? "93.184.216.34" : "127.0.0.1")].compactMap { $0 }
        }
        let transport = ScriptedTransport([Self.outside: HTTPAnswer(status: 200)])
        let http = OutboundHTTP(
            allowsLoopback: false, network: Network(transport: transport, resolver: liar, clock: .system))
        _ = try await Self.get(http, Self.outside)
        #expect(transport.requests.map(\.address) == ["93.184.216.34"])
        #expect(asked.withLock { $0 } == 1)
        await #expect(throws: OutboundError(.forbiddenAddress)) { _ = try await Self.get(http, Self.outside) }
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an answer as any other, and is not followed`(_ status: Int) async throws {
        let redirect = HTTPAnswer(status: status, headers: ["Location": "http://169.254.169.254/latest/meta-data/"])
        let transport = ScriptedTransport([Self.outside: redirect])
        let http = Self.http(transport)
        #expect(try await Self.get(http, Self.outside).status == status)
        #expect(try await http.post(Self.outside, form: []) == status)
        #expect(transport.requests.map(\.url) == [Self.outside, Self.outside])
    }

    @Test(arguments: ["gzip", "GZIP", "br", "identity, gzip"])
    func `a compressed answer is refused`(_ encoding: String) async {
        let transport = ScriptedTransport([
            Self.outside: HTTPAnswer(status: 200, headers: ["Content-Encoding": encoding], body: [1])
        ])
        await #expect(throws: OutboundError(.encodedAnswer)) {
            _ = try await Self.get(Self.http(transport), Self.outside)
        }
    }

    @Test func `a form is sent with POST`() async throws {
        let transport = ScriptedTransport([Self.outside: HTTPAnswer(status: 204)])
        #expect(try await Self.http(transport).post(Self.outside, form: Array("a=b".utf8)) == 204)
        #expect(transport.requests.map(\.body) == [Array("a=b".utf8)])
    }

    @Test func `only so many are under way at once; more are turned away, and each gives its place back`() async throws
    {
        let gate = Gate()
        let resolver = NameResolver { _ in
            await gate.pass()
            return [IPAddress("93.184.216.34")].compactMap { $0 }
        }
        let transport = ScriptedTransport([Self.outside: HTTPAnswer(status: 200)])
        let http = OutboundHTTP(
            allowsLoopback: false,
            network: Network(transport: transport, resolver: resolver, clock: ManualTime().clock))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<OutboundHTTP.maximumConcurrency {
                group.addTask { try await Self.get(http, Self.outside).status }
                await gate.arrival()
            }
            await #expect(throws: OutboundError(.busy)) { _ = try await Self.get(http, Self.outside) }
            gate.open()
            for try await status in group { #expect(status == 200) }
        }
        #expect(try await Self.get(http, Self.outside).status == 200)
    }

    @Test func `no text of an error holds an address`() {
        for code in OutboundError.Code.allCases {
            let text = OutboundError(code, status: 404).description
            #expect(text == "\(code.rawValue) (status 404)")
        }
    }
}
#endif
