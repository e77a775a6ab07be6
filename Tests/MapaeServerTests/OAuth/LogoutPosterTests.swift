#if Server
import MapaeOAuth
import MapaeRemoteKeys
import NIOHTTP1
import Synchronization
import Testing

@testable import MapaeServer

@Suite(
    "Clients are told of logouts within limits, and strangers use up nothing of those that were added",
    .timeLimit(.minutes(1)))
struct LogoutPosterTests {
    /// Answers 200 to everybody.
    private struct Site: HTTPTransport {
        func send(
            _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
        ) async throws(RemoteKeysError) -> HTTPAnswer {
            HTTPAnswer(status: 200)
        }
    }

    private static func network(
        _ addresses: @escaping @Sendable (_ name: String) async throws -> [IPAddress]
    ) -> Network {
        Network(
            transport: Site(), resolver: NameResolver(addresses: addresses),
            clock: MonotonicClock(
                now: { .seconds(1000) }, sleep: { _ in try await Task.sleep(for: .seconds(86_400)) }))
    }

    /// Names that are not found before they are let go.
    private final class SlowNames: Sendable {
        private let held = Mutex<[AsyncStream<Void>.Continuation]>([])
        /// Each look-up as it begins.
        let lookUps: AsyncStream<Void>
        private let lookUp: AsyncStream<Void>.Continuation

        init() { (lookUps, lookUp) = AsyncStream.makeStream(of: Void.self) }

        func wait() async {
            let (never, continuation) = AsyncStream.makeStream(of: Void.self)
            held.withLock { $0.append(continuation) }
            lookUp.yield()
            for await _ in never {}
        }

        func release() {
            let held = held.withLock { $0 }
            for continuation in held { continuation.finish() }
        }
    }

    @Test("O49: strangers whose names are slow on purpose hold up no other client, and one more of them is not sent")
    func slowNames() async throws {
        let names = SlowNames()
        let slow = Self.network { _ in
            await names.wait()
            return []
        }
        let quick = Self.network { _ in [IPAddress("93.184.216.34")].compactMap { $0 } }
        let poster = LogoutPoster(allowsLoopback: false, network: quick, strangers: slow)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Those who wait end with it, whatever is found here.
            defer { names.release() }
            var started = names.lookUps.makeAsyncIterator()
            for _ in 0..<OutboundHTTP.maximumConcurrency {
                group.addTask { _ = try? await poster.post("https://slow.example/logout", [], isKnown: false) }
                _ = await started.next()
            }
            await #expect(throws: OAuthError(.temporarilyUnavailable)) {
                _ = try await poster.post("https://other.example/logout", [], isKnown: false)
            }
            let status = try await poster.post("https://c.example/logout", [], isKnown: true)
            #expect(status == 200)
        }
    }

    @Test("What else fails is not said to be unsent")
    func failures() async throws {
        let nowhere = Self.network { _ in [] }
        let poster = LogoutPoster(allowsLoopback: false, network: nowhere, strangers: nowhere)
        for isKnown in [true, false] {
            await #expect(throws: OutboundError(.unreachable)) {
                _ = try await poster.post("https://c.example/logout", [], isKnown: isKnown)
            }
        }
    }
}
#endif
