#if Server
import HTTPTypes
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("Over a real connection")
struct LiveStoryTests {
    @Test("the story from login to refresh is the same")
    func story() async throws {
        try await LiveServer.with { _, server in
            let login = try await RawConnection.request(
                "POST", "/login", to: server.port,
                body: "{\"username\": \"\(Fixture.username)\", \"password\": \"\(Fixture.password)\"}")
            #expect(login.status == 200)
            let first = try Tokens(login)
            let refresh = try await RawConnection.request(
                "POST", "/refresh", to: server.port, headers: ["Authorization: Bearer \(first.refresh)"])
            let second = try Tokens(refresh)
            for scheme in ["Bearer", "bearer", "BEARER"] {
                let me = try await RawConnection.request(
                    "GET", "/me", to: server.port, headers: ["Authorization: \(scheme) \(second.access)"])
                #expect(me.status == 200)
                #expect(try me.member("preferred_username") == Fixture.username)
            }
            let byBody = try await RawConnection.request(
                "POST", "/refresh", to: server.port, body: "{\"refresh_token\": \"\(second.refresh)\"}")
            #expect(byBody.status == 200)
        }
    }

    @Test("a body in chunks is read like any other")
    func chunks() async throws {
        try await LiveServer.with { _, server in
            let body = "{\"username\": \"\(Fixture.username)\", \"password\": \"\(Fixture.password)\"}"
            let chunks = body.utf8.map { "1\r\n\(Character(Unicode.Scalar($0)))\r\n" }.joined() + "0\r\n\r\n"
            let answer = try await RawConnection.send(
                "POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + chunks, to: server.port
            )
            #expect(answer.status == 200, "\(answer.text)")
        }
    }

    @Test("HEAD says what GET would say, without the body")
    func head() async throws {
        try await LiveServer.with { _, server in
            for (path, status) in [("/healthz", 200), ("/me", 401), ("/nope", 404)] {
                let answer = try await RawConnection.send(
                    "HEAD \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", to: server.port, untilClosed: true
                ).answer
                #expect(answer.status == status)
                #expect(answer.body.isEmpty)
                let get = try await RawConnection.request("GET", path, to: server.port)
                #expect(answer.headers[.contentLength] == get.headers[.contentLength])
                get.expectNoInsides()
            }
        }
    }

    @Test("the server listens where it says, and not once it has ended")
    func ends() async throws {
        var port = 0
        try await LiveServer.with { _, server in
            port = server.port
            #expect(server.address == "http://127.0.0.1:\(port)")
            let isHealthy = try await RawConnection.isHealthy(port)
            #expect(isHealthy)
        }
        await #expect(throws: (any Error).self) { try await RawConnection.isHealthy(port) }
    }

    @Test("a port that is in use is an error that says so")
    func portInUse() async throws {
        try await LiveServer.with { _, server in
            try await Scratch.folder { folder in
                var settings = Fixture.settings(folder)
                settings.port = server.port
                let second = try await TokenServer.open(settings)
                let error = await #expect(throws: ServerError(.address, "")) {
                    try await second.run(logger: Fixture.silent) { _ in }
                }
                #expect(error?.message.contains("\(server.port)") == true)
                #expect(error?.message.contains("in use") == true)
                #expect(error?.message.utf8.contains(0x0A) == false)
            }
        }
    }

    @Test(
        "an address that is not this machine's is an error that says so",
        arguments: ["192.0.2.1", "no.such.host.invalid"])
    func address(_ host: String) async throws {
        try await Scratch.folder { folder in
            var settings = Fixture.settings(folder)
            settings.host = host
            settings.oauth.isOn = false
            let server = try await TokenServer.open(settings)
            let error = await #expect(throws: ServerError(.address, "")) {
                try await server.run(logger: Fixture.silent) { _ in }
            }
            #expect(error?.message.contains(host) == true)
        }
    }
}
#endif
