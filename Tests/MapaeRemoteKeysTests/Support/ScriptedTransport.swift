#if RemoteKeys
import MapaeRemoteKeys
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// A network that exists only in a test: it answers by URL, and writes down where it was sent.
final class ScriptedTransport: HTTPTransport {
    struct Request: Sendable, Equatable {
        let url: String
        let address: String
        let entityTag: String?
        let body: [UInt8]?
    }

    private let answers: [String: HTTPAnswer]
    private let unreachable: Set<String>
    private let otherwise: HTTPAnswer?
    private let log = Mutex<[Request]>([])

    init(_ answers: [String: HTTPAnswer], unreachable: Set<String> = [], otherwise: HTTPAnswer? = nil) {
        self.otherwise = otherwise
        self.answers = answers
        self.unreachable = unreachable
    }

    var requests: [Request] { log.withLock { $0 } }

    func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        log.withLock {
            $0.append(
                Request(
                    url: url.text, address: "\(address)", entityTag: headers["if-none-match"].first, body: body))
        }
        guard !unreachable.contains("\(address)"), let answer = answers[url.text] ?? otherwise else {
            throw RemoteKeysError(.unreachable)
        }
        return answer
    }
}

/// The real client, held to this machine: a check that is broken must fail a test, not send a packet.
struct LoopbackTransport: HTTPTransport {
    /// Patient, as all tests share the processors.
    var transport = AsyncHTTPTransport(patience: .minutes(4))

    func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        guard address.isLoopback else {
            Issue.record("a connection to \(address) was about to be made")
            throw RemoteKeysError(.forbiddenAddress)
        }
        return try await transport.send(
            url, at: address, headers: headers, body: body, maximumBytes: maximumBytes)
    }
}

extension NameResolver {
    /// Names that only a test knows.
    static func scripted(_ names: [String: [String]] = [:]) -> NameResolver {
        NameResolver { name in (names[name] ?? []).compactMap { IPAddress($0) } }
    }
}
#endif
