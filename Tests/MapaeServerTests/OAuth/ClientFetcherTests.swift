#if Server
import MapaeJOSE
import MapaeRemoteKeys
import NIOHTTP1
import Synchronization
import Testing

@testable import MapaeOAuth
@testable import MapaeServer

@Suite("What clients have at addresses of their own, as mapae serve asks for it")
struct ClientFetcherTests {
    /// A network that answers what a test says.
    private final class Site: HTTPTransport {
        private let answer = Mutex<Result<HTTPAnswer, RemoteKeysError>>(.failure(RemoteKeysError(.unreachable)))
        private let now = Mutex<Duration>(.seconds(1000))

        func advance(by duration: Duration) { now.withLock { $0 += duration } }

        func answers(_ answer: Result<HTTPAnswer, RemoteKeysError>) { self.answer.withLock { $0 = answer } }

        func send(
            _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
        ) async throws(RemoteKeysError) -> HTTPAnswer {
            try answer.withLock { $0 }.get()
        }

        var network: Network {
            Network(
                transport: self, resolver: NameResolver { _ in [IPAddress("93.184.216.34")].compactMap { $0 } },
                clock: MonotonicClock(
                    now: { self.now.withLock { $0 } }, sleep: { _ in try await Task.sleep(for: .seconds(86_400)) }))
        }
    }

    private let site = Site()

    private func fetcher() throws -> ClientFetcher {
        try ClientFetcher(allowsLoopback: false, network: site.network, strangers: site.network)
    }

    private static func keys(
        _ address: String = "https://c.example/jwks", _ keyID: String? = nil, isKnown: Bool
    ) -> ClientKeyRequest {
        ClientKeyRequest(address: address, algorithm: .es256, keyID: keyID, isKnown: isKnown)
    }

    private static func document(isKnown: Bool) -> ClientDocumentRequest {
        ClientDocumentRequest(address: "https://c.example/client.json", isKnown: isKnown) { _ throws(OAuthError) in
            throw OAuthError(.invalidClientMetadata)
        }
    }

    /// What is told to the client: a code of OAuth, or of what is not told.
    private static func code(_ ask: () async throws -> Void) async -> String {
        do { try await ask() } catch let error as OAuthError { return "\(error.code)" } catch { return "\(error)" }
        return "nothing"
    }

    @Test("An outage is told to clients that are known, as one, and to a stranger nothing of what is there")
    func outages() async throws {
        let gone = HTTPAnswer(status: 404)
        let cases: [(Result<HTTPAnswer, RemoteKeysError>, String, String)] = [
            (.failure(RemoteKeysError(.unreachable)), "temporarily_unavailable", "unreachable"),
            (.failure(RemoteKeysError(.timedOut)), "temporarily_unavailable", "timed_out"),
            (.failure(RemoteKeysError(.brokenAnswer)), "temporarily_unavailable", "broken_answer"),
            (.success(HTTPAnswer(status: 503)), "temporarily_unavailable", "unexpected_status (status 503)"),
            (.success(gone), "unexpected_status (status 404)", "unexpected_status (status 404)"),
            (.failure(RemoteKeysError(.answerTooLarge)), "answer_too_large", "answer_too_large"),
        ]
        for (answer, known, stranger) in cases {
            site.answers(answer)
            // Each has none of the other's pause.
            for (isKnown, code) in [(true, known), (false, stranger)] {
                let fetcher = try fetcher()
                let keys = await Self.code { _ = try await fetcher.keys(Self.keys(isKnown: isKnown)) }
                #expect(keys == code)
                let document = await Self.code { _ = try await fetcher.document(Self.document(isKnown: isKnown)) }
                #expect(document == code)
            }
        }
    }

    @Test("An outage is none of a key that is new: it is told as one to who is known, also where older keys are kept")
    func newKey() async throws {
        let set = try JWKSet([SigningKey.generate(.es256, keyID: "k1").verificationKey]).serialized()
        let outages: [Result<HTTPAnswer, RemoteKeysError>] = [
            .failure(RemoteKeysError(.unreachable)), .failure(RemoteKeysError(.timedOut)),
            .success(HTTPAnswer(status: 503)),
        ]
        for outage in outages {
            // Strangers get the set that is kept, in which the new key is not.
            for (isKnown, new) in [(true, "temporarily_unavailable"), (false, "nothing")] {
                site.answers(.success(HTTPAnswer(status: 200, body: set)))
                let fetcher = try fetcher()
                func ask(_ keyID: String) async -> String {
                    await Self.code {
                        _ = try await fetcher.keys(Self.keys("https://c.example/", keyID, isKnown: isKnown))
                    }
                }
                #expect(await ask("k1") == "nothing")
                // Whoever was just asked has no more.
                #expect(await ask("k2") == "nothing")
                site.answers(outage)
                site.advance(by: .seconds(30))
                for _ in 0..<2 { #expect(await ask("k2") == new) }
                #expect(await ask("k1") == "nothing")
            }
        }
    }

    @Test("O49: strangers' key sets use up nothing that clients need which were added")
    func shares() async throws {
        let set = try JWKSet([SigningKey.generate(.es256, keyID: "k1").verificationKey]).serialized()
        site.answers(.success(HTTPAnswer(status: 200, body: set)))
        let fetcher = try fetcher()
        var codes: [String] = []
        for number in 0..<100 {
            let request = Self.keys("https://h\(number).example/jwks", isKnown: false)
            codes.append(await Self.code { _ = try await fetcher.keys(request) })
        }
        #expect(codes.filter { $0 == "nothing" }.count == 60)
        // The server is busy with them, which says nothing of the client.
        #expect(codes.last == "temporarily_unavailable")
        let known = await Self.code { _ = try await fetcher.keys(Self.keys(isKnown: true)) }
        #expect(known == "nothing")
        // What was fetched for one is not what is given to the other.
        let stranger = await Self.code { _ = try await fetcher.keys(Self.keys(isKnown: false)) }
        #expect(stranger == "temporarily_unavailable")
    }
}
#endif
