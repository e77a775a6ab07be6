#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Testing

// A load that never begins must fail these tests, not hold them.
@Suite("Keys of an issuer on this machine: loaded, kept, replaced", .timeLimit(.minutes(5)))
struct KeyLoadingTests {
    @Test func `a token of the published key is believed, and keys are loaded once`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(issuer.server.connectionCount == 0)
            for _ in 0..<20 {
                let token = try await remote.verify(issuer.token())
                #expect(token.subject == "ada")
                #expect(token.type == .access)
                #expect(!token.isFresh)
                #expect(token.keyID == ForeignIssuer.ec.keyID)
            }
            #expect(issuer.server.targets == ["/keys"])
            #expect(remote.lastFailure == nil)
            #expect(issuer.server.requests[0].headers["host"] == "127.0.0.1:\(issuer.server.port)")
            #expect(issuer.server.requests[0].headers["accept-encoding"] == "identity")
        }
    }

    @Test func `J22 a thousand tokens with unknown keys cost one load a pause`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            for round in 1...3 {
                issuer.time.advance(by: .seconds(30))
                let refusals = await withTaskGroup(of: TokenError.Code?.self) { group in
                    for index in 0..<1000 {
                        group.addTask {
                            let header = #"{"alg":"ES256","typ":"at+jwt","kid":"\#(round)-\#(index)"}"#
                            return await remote.refusal(Keys.unsigned(header: header))
                        }
                    }
                    return await group.reduce(into: [TokenError.Code?]()) { $0.append($1) }
                }
                #expect(refusals.count == 1000)
                #expect(refusals.allSatisfy { $0 == .invalidToken })
                #expect(issuer.server.requests.count == 1 + round)
            }
        }
    }

    @Test func `J22 a thousand tokens that come before there are keys cost one load`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            let token = issuer.token()
            let believed = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<1000 { group.addTask { await remote.refusal(token) == nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(believed == 1000)
            #expect(issuer.server.targets == ["/keys"])
        }
    }

    @Test func `J21 the first token of a new key brings the new set; a withdrawn key is refused at once`() async throws
    {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            let old = issuer.token()
            #expect(await remote.refusal(old) == nil)
            try issuer.site.publish([ForeignIssuer.other])
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(old) == nil)
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == nil)
            #expect(await remote.cause(old) == .unknownKey)
            #expect(issuer.server.requests.count == 2)
        }
    }

    @Test func `J21 a key that was withdrawn in a quiet time checks nothing any more`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            let old = issuer.token()
            #expect(await remote.refusal(old) == nil)
            try issuer.site.publish([ForeignIssuer.other])
            issuer.time.advance(by: .seconds(3600))
            #expect(await remote.cause(old) == .unknownKey)
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == nil)
            #expect(issuer.server.requests.count == 2)
        }
    }

    @Test func `keys change without logging anyone out`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            let old = issuer.token()
            #expect(await remote.refusal(old) == nil)
            try issuer.site.publish([ForeignIssuer.ed, ForeignIssuer.ec])
            issuer.time.advance(by: .seconds(30))
            let new = issuer.token(ForeignIssuer.ed)
            for token in [new, old, new, old] { #expect(await remote.refusal(token) == nil) }
            #expect(issuer.server.requests.count == 2)
        }
    }

    @Test func `J21 an issuer that withdraws every key is taken at its word`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.site["/keys"] = .answer(200, [], #"{"keys":[]}"#)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == .invalidToken)
            #expect(await remote.cause(issuer.token()) == .unknownKey)
        }
    }

    @Test func `stale keys are used while a load asks again with the entity tag`() async throws {
        try await ForeignIssuer.with { issuer in
            try issuer.site.publish(
                [ForeignIssuer.ec], headers: [("ETag", #""v1""#), ("Cache-Control", "max-age=100")])
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(99))
            #expect(await remote.refusal(issuer.token()) == nil)
            #expect(issuer.server.requests.count == 1)

            let gate = Gate()
            issuer.site.hold(gate)
            issuer.time.advance(by: .seconds(1))
            // The load hangs at the gate, and these do not.
            for _ in 0..<10 { #expect(await remote.refusal(issuer.token()) == nil) }
            await gate.arrival()
            issuer.site.hold(nil)
            gate.open()
            // An unknown key waits for the load that is under way.
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == .invalidToken)
            #expect(issuer.server.requests.map { $0.headers["if-none-match"] } == [nil, #""v1""#])

            // The 304 made the keys fresh for another 100 seconds.
            issuer.time.advance(by: .seconds(99))
            #expect(await remote.refusal(issuer.token()) == nil)
            #expect(issuer.server.requests.count == 2)
        }
    }

    @Test(
        arguments: [
            ("500", .answer(500), .unexpectedStatus), ("404", .answer(404), .unexpectedStatus),
            ("204", .answer(204), .unexpectedStatus), ("304 unasked", .answer(304), .unexpectedStatus),
            ("html", .answer(200, [], "<html>"), .invalidKeySet), ("no keys", .answer(200, [], "{}"), .invalidKeySet),
            ("keys no list", .answer(200, [], #"{"keys":{}}"#), .invalidKeySet),
            ("empty", .answer(200), .invalidKeySet),
            ("J46", .answer(200, [], String(repeating: "[", count: 100_000)), .invalidKeySet),
            ("gzip", .answer(200, [("Content-Encoding", "gzip")], "x"), .encodedAnswer),
            ("oversize", .answer(200, [], String(repeating: " ", count: 512 * 1024 + 1)), .answerTooLarge),
            ("endless", .raw("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: " ", count: 600 * 1024)), .answerTooLarge),
            ("truncated", .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"keys\":[]}"), .brokenAnswer),
            ("bad chunk", .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), .brokenAnswer),
            ("no HTTP", .raw("SSH-2.0-OpenSSH\r\n"), .unreachable), ("nothing", .raw(""), .unreachable),
            ("metadata", .answer(302, [("Location", "http://169.254.169.254/latest/")]), .insecureURL),
            ("private", .answer(302, [("Location", "http://10.0.0.1/")]), .insecureURL),
            ("private by TLS", .answer(302, [("Location", "https://10.0.0.1/")]), .forbiddenAddress),
            ("mapped", .answer(302, [("Location", "http://[::ffff:127.0.0.1]/")]), .insecureURL),
            ("mapped by TLS", .answer(302, [("Location", "https://[::ffff:127.0.0.1]/")]), .forbiddenAddress),
            ("circle", .answer(302, [("Location", "/keys")]), .tooManyRedirects),
        ] as [(String, StubServer.Reply, RemoteKeysError.Code)])
    func `a bad answer is told, and keys that are there outlive it until the hard limit`(
        _ id: String, _ reply: StubServer.Reply, _ code: RemoteKeysError.Code
    ) async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.site["/keys"] = reply
            issuer.time.advance(by: .seconds(3600))
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(code))
            #expect(await remote.refusal(issuer.token()) == nil)

            issuer.time.advance(by: .seconds(23 * 3600))
            let error = try await #require(throws: TokenError.self) { try await remote.verify(issuer.token()) }
            #expect(error == TokenError(.temporarilyUnavailable))
            #expect(error.retryAfter == .seconds(30))

            try issuer.site.publish([ForeignIssuer.ec])
            #expect(await remote.refusal(issuer.token()) == .temporarilyUnavailable)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(issuer.token()) == nil)
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `an issuer that does not answer is given up at the time limit`() async throws {
        try await ForeignIssuer.with { issuer in
            issuer.site["/keys"] = .silence
            let gate = Gate()
            issuer.site.hold(gate)
            let remote = try issuer.remote()
            async let refusal = remote.refusal(issuer.token())
            await gate.arrival()
            gate.open()
            issuer.time.endTimeLimits()
            #expect(await refusal == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(.timedOut))
        }
    }

    @Test func `a request that is given up does not take the load with it`() async throws {
        try await ForeignIssuer.with { issuer in
            let gate = Gate()
            issuer.site.hold(gate)
            let remote = try issuer.remote()
            let token = issuer.token()
            let first = Task { await remote.refusal(token) }
            await gate.arrival()
            let second = Task { await remote.refusal(token) }
            first.cancel()
            gate.open()
            #expect(await second.value == nil)
            #expect(await remote.refusal(token) == nil)
            #expect(issuer.server.targets == ["/keys"])
            _ = await first.value
        }
    }

    @Test func `a redirect on this machine is followed, and its entity tag shown where it came from`() async throws {
        try await ForeignIssuer.with { issuer in
            try issuer.site.publish([ForeignIssuer.ec], at: "/set", headers: [("ETag", #""v1""#)])
            issuer.site["/keys"] = .answer(307, [("Location", "/set")])
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == .invalidToken)
            #expect(issuer.server.targets == ["/keys", "/set", "/keys", "/set"])
            #expect(issuer.server.requests.map { $0.headers["if-none-match"] } == [nil, nil, nil, #""v1""#])
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `J37 a system clock that is set back does not keep keys alive`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.site["/keys"] = .answer(500)
            issuer.wall.advance(by: .seconds(-3600))
            issuer.time.advance(by: .seconds(24 * 3600))
            #expect(await remote.refusal(issuer.token()) == .temporarilyUnavailable)
        }
    }
}
#endif
