#if RemoteKeys
import AsyncHTTPClient
package import NIOCore
package import NIOHTTP1
import NIOPosix
package import NIOSSL

/// Requests by AsyncHTTPClient, each on a connection of its own: one in some minutes is not worth a pool, which would have
/// to be shut down by somebody.
package struct AsyncHTTPTransport: HTTPTransport {
    private let trustRoots: NIOSSLTrustRoots
    private let patience: TimeAmount

    /// Creates a transport.
    /// - Parameters:
    ///   - trustRoots: Whose certificates are believed; those of the system unless told.
    ///   - patience: How long the other side may say nothing; half of it for the connection.
    package init(trustRoots: NIOSSLTrustRoots = .default, patience: TimeAmount = .seconds(10)) {
        self.trustRoots = trustRoots
        self.patience = patience
    }

    func configuration(for url: WebURL, at address: IPAddress) -> HTTPClient.Configuration {
        // Redirects are followed by who asks, hop by hop; and what is compressed could be far longer than it looks.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .nanoseconds(patience.nanoseconds / 2), read: patience),
            decompression: .disabled)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = trustRoots
        // RFC 8996: the versions below are broken.
        tls.minimumTLSVersion = .tlsv12
        configuration.tlsConfiguration = tls
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // The trace of whoever happened to come with an unknown key is nothing to send to another company.
        configuration.tracing.tracer = nil
        // The connection goes where the check said; the name stays in SNI, certificate check and `Host`.
        if case .name(let name) = url.host { configuration.dnsOverride = [name: "\(address)"] }
        return configuration
    }

    package func keepingConnections(_ maximum: Int) -> any HTTPTransport {
        KeptConnections(self, maximum: maximum)
    }

    package func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        do {
            return try await HTTPClient.withHTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                configuration: configuration(for: url, at: address)
            ) { client in
                try await Self.answer(of: client, url, headers, body, maximumBytes)
            }
        } catch let error as RemoteKeysError {
            throw error
        } catch {
            throw RemoteKeysError(.unreachable)
        }
    }

    /// Sends a request by a client and reads its answer.
    static func answer(
        of client: HTTPClient, _ url: WebURL, _ headers: HTTPHeaders, _ body: [UInt8]?, _ maximumBytes: Int
    ) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: url.text)
        request.headers = headers
        if let body {
            request.method = .POST
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response = try await client.execute(request, deadline: .distantFuture)
        let status = Int(response.status.code)
        let isRead = status == 200 && maximumBytes > 0
        return HTTPAnswer(
            status: status, headers: response.headers,
            body: isRead ? try await Self.body(of: response, maximumBytes) : [])
    }

    private static func body(
        of response: HTTPClientResponse, _ maximumBytes: Int
    ) async throws(RemoteKeysError) -> [UInt8] {
        do {
            return Array(buffer: try await response.body.collect(upTo: maximumBytes))
        } catch is NIOTooManyBytesError {
            throw RemoteKeysError(.answerTooLarge)
        } catch {
            throw RemoteKeysError(.brokenAnswer)
        }
    }
}
#endif
