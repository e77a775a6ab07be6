#if RemoteKeys
package import NIOHTTP1

/// One request over the network, without redirects and with nothing kept: AsyncHTTPClient makes it, or a test.
package protocol HTTPTransport: Sendable {
    /// Asks with GET, or sends a body with POST.
    /// - Parameters:
    ///   - url: What to ask for. Its host stands in `Host`, and in the certificate that must be shown.
    ///   - address: Where to connect. The name is not looked up a second time: another answer could be another host.
    ///   - headers: What to send besides `Host` and the length.
    ///   - body: What to send with POST; `nil` for GET.
    ///   - maximumBytes: How long the body of an answer with status 200 may be; with zero it is not read, as those of
    ///     other answers are not.
    /// - Throws: ``RemoteKeysError`` `unreachable`, `broken_answer`, `answer_too_large`.
    func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer

    /// The same for who asks one place again and again: with connections that are kept for the next request.
    /// - Parameter maximum: How many there may be.
    func keepingConnections(_ maximum: Int) -> any HTTPTransport
}

extension HTTPTransport {
    package func keepingConnections(_ maximum: Int) -> any HTTPTransport { self }
}
#endif
