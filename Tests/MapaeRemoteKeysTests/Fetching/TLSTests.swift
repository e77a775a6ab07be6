#if RemoteKeys
import MapaeRemoteKeys
import NIOCore
import NIOSSL
import Testing

@Suite("Who is asked by https must show a certificate of the name that was asked for")
struct TLSTests {
    /// Fetches a URL's `/keys` from a server that shows the certificate of `login.test`, wherever names lead.
    static func fetch(
        _ host: String, trusting roots: NIOSSLTrustRoots
    ) async throws -> (body: [UInt8], requests: [StubServer.Request]) {
        let resolver = NameResolver.scripted([
            "login.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "sub.login.test": ["127.0.0.1"],
        ])
        let transport = LoopbackTransport(transport: AsyncHTTPTransport(trustRoots: roots, patience: .minutes(4)))
        let fetcher = DocumentFetcher(transport: transport, resolver: resolver, maximumBytes: 100)
        var result: (body: [UInt8], requests: [StubServer.Request]) = ([], [])
        try await StubServer.with(tls: TestCertificate.serverContext(), { _ in .answer(200, [], "keys") }) { server in
            let url = try WebURL("https://\(host):\(server.port)/keys")
            do {
                if case .document(let body, _, _) = try await fetcher.fetch(url, reach: Reach(from: url)) {
                    result.body = body
                }
            } catch {
                #expect(server.requests.isEmpty)
                throw error
            }
            #expect(server.requests.map { $0.headers["host"] } == ["\(host):\(server.port)"])
            result.requests = server.requests
        }
        return result
    }

    @Test func `the right name with a certificate that is believed is asked, at the address that was checked`()
        async throws
    {
        let answer = try await Self.fetch("login.test", trusting: .certificates([TestCertificate.certificate()]))
        #expect(answer.body == Array("keys".utf8))
    }

    @Test(arguments: ["other.test", "sub.login.test", "127.0.0.1", "localhost"])
    func `a certificate of another name is refused before anything is sent`(_ host: String) async throws {
        await #expect(throws: RemoteKeysError(.unreachable)) {
            _ = try await Self.fetch(host, trusting: .certificates([TestCertificate.certificate()]))
        }
    }

    @Test func `a certificate that nobody vouches for is refused before anything is sent`() async throws {
        await #expect(throws: RemoteKeysError(.unreachable)) {
            _ = try await Self.fetch("login.test", trusting: .default)
        }
    }
}
#endif
