#if RemoteKeys
import MapaeJOSE
import Synchronization

/// The pages of an issuer, which a test can change while it is asked.
final class Site: Sendable {
    private let pages = Mutex<[String: StubServer.Reply]>([:])
    private let desks = Mutex<[String: StubServer.Handler]>([:])
    private let gate = Mutex<Gate?>(nil)

    subscript(path: String) -> StubServer.Reply? {
        get { pages.withLock { $0[path] } }
        set { pages.withLock { $0[path] = newValue } }
    }

    /// While it is there, every answer waits for it.
    func hold(_ gate: Gate?) { self.gate.withLock { $0 = gate } }

    func publish(_ keys: [SigningKey], at path: String = "/keys", headers: [(String, String)] = []) throws {
        let set = try JWKSet(keys.map(\.verificationKey)).serialized()
        self[path] = .answer(200, headers, String(decoding: set, as: UTF8.self))
    }

    /// Answers what is asked at a path, where no page is.
    func serve(_ path: String, by handler: @escaping StubServer.Handler) { desks.withLock { $0[path] = handler } }

    func reply(to request: StubServer.Request) async -> StubServer.Reply {
        await gate.withLock { $0 }?.pass()
        if self[request.target] == nil, let handler = desks.withLock({ $0[request.target] }) {
            return await handler(request)
        }
        guard let page = self[request.target] else { return .answer(404) }
        // RFC 9110 §13.1.2, as every web server does it.
        if case .answer(200, let headers, _) = page,
            let tag = headers.first(where: { $0.0 == "ETag" })?.1, request.headers["if-none-match"] == tag
        {
            return .answer(304, headers)
        }
        return page
    }
}

/// Keeps who arrives until it is opened, and tells that somebody is there.
final class Gate: Sendable {
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let opening = AsyncStream.makeStream(of: Void.self)

    func pass() async {
        arrivals.continuation.yield()
        for await _ in opening.stream {}
    }

    func arrival() async {
        for await _ in arrivals.stream { return }
    }

    func open() { opening.continuation.finish() }
}
#endif
