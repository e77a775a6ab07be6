#if RemoteKeys
import NIOHTTP1

/// Fetches a document over HTTP within limits, and follows redirects itself, each only as far as ``Reach`` allows.
package struct DocumentFetcher: Sendable {
    /// What came of a fetch.
    package enum Outcome: Sendable {
        case document([UInt8], CacheHeaders, Validator?)
        /// 304: what the validator stands for is still right (RFC 9110 §15.4.5).
        case notModified(CacheHeaders)
    }

    private static let maximumRedirects = 3

    private let transport: any HTTPTransport
    private let resolver: NameResolver
    private let maximumBytes: Int

    package init(transport: any HTTPTransport, resolver: NameResolver, maximumBytes: Int) {
        self.transport = transport
        self.resolver = resolver
        self.maximumBytes = maximumBytes
    }

    /// Fetches a document.
    ///
    /// The media type is not looked at: issuers serve their keys as `application/json`, `application/jwk-set+json`,
    /// `text/plain` and others, and what is no JSON of the right form is refused by who reads it.
    /// - Parameters:
    ///   - start: Its URL.
    ///   - reach: Where answers may lead.
    ///   - validator: The document that is there already.
    /// - Throws: ``RemoteKeysError``.
    package func fetch(
        _ start: WebURL, reach: Reach, validator: Validator? = nil
    ) async throws(RemoteKeysError) -> Outcome {
        var url = start
        for _ in 0...Self.maximumRedirects {
            let known = validator?.url == url ? validator : nil
            let answer = try await answer(of: url, reach, known)
            switch answer.status {
            case 200:
                let encodings = answer.headers[canonicalForm: "content-encoding"]
                guard encodings.allSatisfy({ $0.lowercased() == "identity" }) else {
                    throw RemoteKeysError(.encodedAnswer)
                }
                let cache = CacheHeaders(answer.headers)
                return .document(answer.body, cache, cache.isStored ? Validator(answer.headers, of: url) : nil)
            case 304 where known != nil:
                return .notModified(CacheHeaders(answer.headers))
            case 301, 302, 303, 307, 308:
                let locations = answer.headers["location"]
                guard locations.count == 1 else { throw RemoteKeysError(.brokenAnswer) }
                url = try url.following(locations[0])
            default:
                throw RemoteKeysError(.unexpectedStatus, status: answer.status)
            }
        }
        throw RemoteKeysError(.tooManyRedirects)
    }

    private func answer(
        of url: WebURL, _ reach: Reach, _ validator: Validator?
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        let addresses = try await resolver.addresses(of: url, within: reach)
        var headers: HTTPHeaders = [
            "accept": "application/json, application/jwk-set+json", "accept-encoding": "identity",
            "user-agent": "mapae",
        ]
        if let validator { headers.add(name: "if-none-match", value: validator.entityTag) }
        for address in addresses {
            do {
                return try await transport.send(
                    url, at: address, headers: headers, body: nil, maximumBytes: maximumBytes)
            } catch {
                guard error == RemoteKeysError(.unreachable) else { throw error }
            }
        }
        throw RemoteKeysError(.unreachable)
    }
}
#endif
