#if RemoteKeys
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Requests by AsyncHTTPClient on connections that are kept for the next one: a handshake for each question would take
/// longer than the question. When nobody holds it any more, its connections are closed.
final class KeptConnections: HTTPTransport {
    /// Where a client's connections go: it connects a name to the one address that was checked.
    private struct Place: Hashable {
        let host: WebURL.Host
        let address: IPAddress
    }

    /// A client that is shut down behind the last request that holds it.
    private final class Client: Sendable {
        let client: HTTPClient

        init(_ client: HTTPClient) { self.client = client }

        deinit {
            let client = client
            Task.detached { try? await client.shutdown() }
        }
    }

    /// How many addresses have a client. A name that moves on leaves the others behind.
    private static let maximumPlaces = 4

    private let transport: AsyncHTTPTransport
    private let maximum: Int
    private let clients = Mutex<[Place: Client]>([:])

    init(_ transport: AsyncHTTPTransport, maximum: Int) {
        self.transport = transport
        self.maximum = maximum
    }

    func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        let client = client(for: url, at: address)
        do {
            do {
                return try await AsyncHTTPTransport.answer(of: client.client, url, headers, body, maximumBytes)
            } catch let error where Self.isClosing(error) {
                // The other side has closed a kept connection at the moment of its next use. What is asked changes nothing
                // there, so it can be asked twice.
                return try await AsyncHTTPTransport.answer(of: client.client, url, headers, body, maximumBytes)
            }
        } catch let error as RemoteKeysError {
            throw error
        } catch {
            throw RemoteKeysError(.unreachable)
        }
    }

    private static func isClosing(_ error: any Error) -> Bool {
        error as? HTTPClientError == .remoteConnectionClosed || error is IOError || error is ChannelError
    }

    private func client(for url: WebURL, at address: IPAddress) -> Client {
        let place = Place(host: url.host, address: address)
        return clients.withLock { clients in
            if let client = clients[place] { return client }
            if clients.count >= Self.maximumPlaces { clients = [:] }
            var configuration = transport.configuration(for: url, at: address)
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = maximum
            // Shorter than servers keep theirs, most of which wait for a minute.
            configuration.connectionPool.idleTimeout = .seconds(15)
            let client = Client(
                HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration))
            clients[place] = client
            return client
        }
    }
}
#endif
