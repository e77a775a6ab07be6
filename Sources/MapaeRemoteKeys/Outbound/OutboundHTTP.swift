#if RemoteKeys
import NIOHTTP1

/// Asks addresses that strangers have named: a client's keys, its metadata document, the place that wants to hear of logouts.
///
/// Whoever names an address could have this machine ask its neighbours or its cloud's metadata service. So an address is
/// `https`, its name is looked up once, *every* address of the name must be one of the public internet, and the connection
/// goes to an address that was checked: a name server that answers otherwise a moment later moves nothing. The host must
/// still show a certificate of its name. Redirects are answers as any other, and are not followed. There are no cookies, no
/// proxy of the environment, and limits of time and size.
///
/// Any port may be named: what is sent first is a TLS handshake, which speaks to nobody who does not expect one.
package struct OutboundHTTP: Sendable {
    /// How long a request may take: name, connection and answer together.
    package static let timeLimit: Duration = .seconds(5)
    /// How many requests may be under way at once. More would be a stranger's amplifier.
    package static let maximumConcurrency = 16
    /// How many addresses of one name are tried before it counts as unreachable.
    private static let maximumAddresses = 2

    private let allowsLoopback: Bool
    private let network: Network
    private let slots: Slots

    /// Creates one, with requests under way of its own.
    /// - Parameters:
    ///   - allowsLoopback: Whether this machine itself may be asked, then also by `http`: for a server that only this machine
    ///     can reach, whose clients are on it too.
    ///   - network: What reaches the outside.
    package init(allowsLoopback: Bool, network: Network = .system) {
        self.allowsLoopback = allowsLoopback
        self.network = network
        self.slots = Slots(limit: Self.maximumConcurrency)
    }

    /// A clock that only goes forward.
    package var clock: MonotonicClock { network.clock }

    /// Asks with GET.
    /// - Parameters:
    ///   - address: The URL.
    ///   - accept: The media types that are wanted.
    ///   - maximumBytes: How long the body of an answer with status 200 may be. Other bodies are not read.
    /// - Returns: The answer, whatever its status.
    /// - Throws: ``OutboundError``.
    package func get(
        _ address: String, accept: String, maximumBytes: Int
    ) async throws(OutboundError) -> HTTPAnswer {
        let answer = try await send(
            address, ["accept": accept, "accept-encoding": "identity"], body: nil, maximumBytes: maximumBytes)
        let encodings = answer.headers[canonicalForm: "content-encoding"]
        guard encodings.allSatisfy({ $0.lowercased() == "identity" }) else {
            throw OutboundError(.encodedAnswer)
        }
        return answer
    }

    /// Sends a form with POST.
    /// - Parameters:
    ///   - address: The URL.
    ///   - form: The fields, encoded as `application/x-www-form-urlencoded`.
    /// - Returns: The status of the answer, whose body is not read.
    /// - Throws: ``OutboundError``.
    package func post(_ address: String, form: [UInt8]) async throws(OutboundError) -> Int {
        let headers: HTTPHeaders = ["content-type": "application/x-www-form-urlencoded"]
        return try await send(address, headers, body: form, maximumBytes: 0).status
    }

    private func send(
        _ address: String, _ headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(OutboundError) -> HTTPAnswer {
        let url: WebURL
        do { url = try WebURL(address) } catch { throw OutboundError(error) }
        guard url.isSecure || allowsLoopback else { throw OutboundError(.invalidAddress) }
        guard slots.take() else { throw OutboundError(.busy) }
        do {
            return try await TimeLimit.run(Self.timeLimit, network.clock) { () throws(RemoteKeysError) in
                // The slot is held as long as the work goes on, not as long as somebody waits for it: a look-up in the
                // system's resolver keeps a thread after the time limit too.
                defer { slots.giveBack() }
                return try await answer(of: url, headers, body, maximumBytes)
            }
        } catch { throw OutboundError(error) }
    }

    private func answer(
        of url: WebURL, _ headers: HTTPHeaders, _ body: [UInt8]?, _ maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        let addresses = try await network.resolver.addresses(of: url)
        guard !addresses.isEmpty else { throw RemoteKeysError(.unreachable) }
        // One address inside among public ones is no mistake that a good name server makes.
        guard addresses.allSatisfy({ permits($0, for: url) }) else { throw RemoteKeysError(.forbiddenAddress) }
        var headers = headers
        headers.add(name: "user-agent", value: "mapae")
        for address in addresses.prefix(Self.maximumAddresses) {
            do {
                return try await network.transport.send(
                    url, at: address, headers: headers, body: body, maximumBytes: maximumBytes)
            } catch {
                guard error == RemoteKeysError(.unreachable) else { throw error }
            }
        }
        throw RemoteKeysError(.unreachable)
    }

    /// This machine is asked only where it was named: a name that leads here could be anybody's.
    private func permits(_ address: IPAddress, for url: WebURL) -> Bool {
        if url.isLoopback { return allowsLoopback && address.isLoopback }
        return address.isPublic
    }
}
#endif
