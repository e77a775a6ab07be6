#if RemoteKeys
import MapaeRemoteKeys
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@Suite("What strangers have named is asked within limits, over real connections of this machine")
struct OutboundLiveTests {
    static func http(_ time: ManualTime = ManualTime(), trusting roots: NIOSSLTrustRoots = .default) -> OutboundHTTP {
        let transport = LoopbackTransport(transport: AsyncHTTPTransport(trustRoots: roots, patience: .minutes(4)))
        return OutboundHTTP(
            allowsLoopback: true, network: Network(transport: transport, resolver: .scripted(), clock: time.clock))
    }

    @Test func `an answer comes with status, headers and body, and only what was meant is sent`() async throws {
        try await StubServer.with({ _ in .answer(200, [("Content-Type", "application/json")], "{}") }) { server in
            let answer = try await Self.http().get(server.url + "/d?a=b", accept: "text/x", maximumBytes: 2)
            #expect(answer.status == 200 && answer.body == Array("{}".utf8))
            #expect(answer.headers["content-type"] == ["application/json"])
            let request = try #require(server.requests.first)
            #expect(request.target == "/d?a=b")
            #expect(request.headers["accept"] == "text/x" && request.headers["accept-encoding"] == "identity")
            #expect(request.headers["cookie"] == nil && request.headers["authorization"] == nil)
        }
    }

    @Test func `a form arrives as it was given, and what is answered is not read`() async throws {
        let long = String(repeating: "x", count: 1 << 20)
        try await StubServer.with({ _ in .raw("HTTP/1.1 200 OK\r\n\r\n" + long) }) { server in
            #expect(try await Self.http().post(server.url + "/out", form: Array("logout_token=a.b.c".utf8)) == 200)
            let request = try #require(server.requests.first)
            #expect(request.target == "/out" && request.body == "logout_token=a.b.c")
            #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        }
    }

    @Test func `a body that is longer than the limit is given up, whether its length was said or not`() async throws {
        let long = String(repeating: "x", count: 101)
        let replies: [StubServer.Reply] = [
            .answer(200, [], long), .raw("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1 << 20)),
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n" + long),
        ]
        for reply in replies {
            try await StubServer.with({ _ in reply }) { server in
                await #expect(throws: OutboundError(.answerTooLarge)) {
                    _ = try await Self.http().get(server.url, accept: "*/*", maximumBytes: 100)
                }
            }
        }
    }

    @Test func `who says nothing costs the time limit and no more`() async throws {
        let time = ManualTime()
        let gate = Gate()
        try await StubServer.with({ _ in
            await gate.pass()
            return .silence
        }) { server in
            let url = server.url
            let answer = Task { try await Self.http(time).get(url, accept: "*/*", maximumBytes: 9) }
            await gate.arrival()
            time.endTimeLimits()
            await #expect(throws: OutboundError(.timedOut)) { _ = try await answer.value }
            gate.open()
        }
    }

    @Test func `a body of which the end never comes costs the time limit and no more`() async throws {
        let time = ManualTime()
        let gate = Gate()
        let reply = StubServer.Reply.unended("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        try await StubServer.with({ _ in
            await gate.pass()
            return reply
        }) { server in
            let url = server.url
            let answer = Task { try await Self.http(time).get(url, accept: "*/*", maximumBytes: 100) }
            await gate.arrival()
            gate.open()
            time.endTimeLimits()
            await #expect(throws: OutboundError(.timedOut)) { _ = try await answer.value }
        }
    }

    @Test(arguments: ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func `what breaks off or is no HTTP is an error`(_ raw: String) async throws {
        try await StubServer.with({ _ in .raw(raw) }) { server in
            let error = await #expect(throws: OutboundError.self) {
                _ = try await Self.http().get(server.url, accept: "*/*", maximumBytes: 100)
            }
            #expect([.unreachable, .brokenAnswer].contains(error?.code))
        }
    }

    @Test func `a redirect to a neighbour is not followed over the wire either`() async throws {
        try await StubServer.with({ _ in .answer(302, [("Location", "http://169.254.169.254/")]) }) { server in
            let status = try await Self.http().get(server.url, accept: "*/*", maximumBytes: 100).status
            #expect(status == 302)
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a host without a certificate of its name hears nothing`() async throws {
        try await StubServer.with(tls: TestCertificate.serverContext(), { _ in .answer(200) }) { server in
            let http = Self.http(trusting: .certificates([try TestCertificate.certificate()]))
            await #expect(throws: OutboundError(.unreachable)) {
                _ = try await http.get("https://127.0.0.1:\(server.port)/", accept: "*/*", maximumBytes: 100)
            }
            #expect(server.requests.isEmpty)
        }
    }
}
#endif
