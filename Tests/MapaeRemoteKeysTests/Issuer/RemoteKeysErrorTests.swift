#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import Testing

@Suite("Why keys, or an answer about a token, could not be had")
struct RemoteKeysErrorTests {
    @Test func `each cause has a code of its own, and says what to do`() {
        let codes = RemoteKeysError.Code.allCases
        #expect(Set(codes.map(\.description)).count == codes.count)
        for code in codes {
            #expect(code.description.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x61...0x7A).contains($0) })
            #expect(RemoteKeysError(code).explanation.hasSuffix("."))
            #expect("\(RemoteKeysError(code))".hasPrefix("\(code): "))
        }
    }

    @Test func `the stable codes are these`() {
        #expect(
            RemoteKeysError.Code.allCases.map(\.description) == [
                "invalid_url", "insecure_url", "invalid_issuer", "invalid_policy", "forbidden_address", "unreachable",
                "timed_out", "broken_answer", "unexpected_status", "too_many_redirects", "answer_too_large",
                "encoded_answer", "invalid_discovery", "issuer_mismatch", "invalid_key_set", "no_usable_keys",
                "invalid_client", "no_introspection_endpoint", "unsupported_client_authentication", "rejected_client",
                "invalid_introspection",
            ])
    }

    @Test func `errors are equal when their codes are`() {
        #expect(RemoteKeysError(.unexpectedStatus, status: 404) == RemoteKeysError(.unexpectedStatus, status: 500))
        #expect(RemoteKeysError(.timedOut) != RemoteKeysError(.unreachable))
        #expect("\(RemoteKeysError(.unexpectedStatus, status: 404))".hasPrefix("unexpected_status (status 404): "))
        #expect(
            "\(RemoteKeysError(.invalidKeySet, cause: JOSEError(.invalidJSON)))".hasPrefix(
                "invalid_key_set (invalid_json): "))
    }

    @Test func `G1, G7 nothing that the other side sent stands in an error`() async throws {
        try await ForeignIssuer.with { issuer in
            for reply: StubServer.Reply in [
                .answer(200, [], #"{"keys":"SECRET"}"#), .answer(404, [], "SECRET"), .answer(200, [], "SECRET"),
                .answer(500, [("Content-Type", "text/html")], "<script>alert('SECRET')</script>"),
                .answer(302, [("Location", "http://SECRET.example/")]),
                .answer(302, [("Location", "https://SECRET:x/")]),
                .raw("SECRET\r\n\r\n"),
            ] {
                issuer.site["/keys"] = reply
                let remote = try issuer.remote()
                #expect(await remote.refusal(issuer.token()) == .temporarilyUnavailable)
                let error = try #require(remote.lastFailure)
                var texts = "\(error) \(String(reflecting: error))"
                dump(error, to: &texts)
                #expect(!texts.uppercased().contains("SECRET"))
            }
        }
    }
}
#endif
