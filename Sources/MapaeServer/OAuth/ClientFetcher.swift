#if Server
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeRemoteKeys
import NIOHTTP1

/// Fetches what clients have at addresses of their own: keys and metadata documents.
struct ClientFetcher: Sendable {
    /// The most keys of a set. Each may have to be tried for an assertion that names none.
    private static let maximumKeys = 64

    private let keySets: OutboundCache<JWKSet>
    private let documents: OutboundCache<ClientMetadata>

    /// Creates a fetcher.
    /// - Parameters:
    ///   - allowsLoopback: Whether clients may be on this machine.
    ///   - network: What reaches the outside.
    /// - Throws: `RemoteKeysError` never, as the policies below are within their bounds.
    init(allowsLoopback: Bool, network: Network = .system) throws(RemoteKeysError) {
        // Requests under way are counted apart, so that strangers' documents keep no client from showing who it is.
        keySets = try OutboundCache(
            OutboundHTTP(allowsLoopback: allowsLoopback, network: network),
            accept: "application/jwk-set+json, application/json", policy: KeyRefreshPolicy(maximumBytes: 65_536))
        documents = try OutboundCache(
            OutboundHTTP(allowsLoopback: allowsLoopback, network: network), accept: "application/json",
            policy: KeyRefreshPolicy(
                maximumFreshness: .seconds(86_400), hardLimit: .seconds(86_400), cooldown: .seconds(10),
                maximumBytes: ClientMetadata.maximumDocumentBytes))
    }

    /// The keys behind a client's `jwks_uri`. A `kid` that is not among them has them fetched again, at most each 30 seconds.
    /// - Throws: `OutboundError`, `JOSEError`.
    func keys(_ request: ClientKeyRequest) async throws -> JWKSet {
        let algorithms = [request.algorithm].compactMap(\.self)
        return try await keySets.value(
            at: request.address, variant: algorithms.map(\.description).joined(), isKnown: true,
            isEnough: { set in
                guard let id = request.keyID else { return true }
                return set.keys.contains { $0.keyID.map { $0.utf8.elementsEqual(id.utf8) } ?? false }
            },
            // The media type is not looked at: keys come as `text/plain` too, and what is no key is left out.
            read: { answer in
                let set = try JWKSet(parsing: answer.body, algorithms: algorithms)
                guard set.keys.count <= Self.maximumKeys else { throw JOSEError(.invalidKeySet) }
                return set
            })
    }

    /// The metadata document behind a `client_id`.
    /// - Throws: `OutboundError`; `OAuthError` for a document that cannot be used, and `temporarily_unavailable`.
    func document(_ request: ClientDocumentRequest) async throws -> ClientMetadata {
        do {
            return try await documents.value(at: request.address, isKnown: request.isKnown) { answer in
                // A picture or a page that somebody was allowed to put there is no document of the host.
                let types = answer.headers["content-type"]
                guard types.count == 1, MediaTypeText.isJSON(MediaTypeText.essence(types[0])) else {
                    throw OutboundError(.wrongType)
                }
                return try request.read(answer.body)
            }
        } catch let error as OutboundError where error.code == .busy {
            throw OAuthError(.temporarilyUnavailable)
        }
    }
}
#endif
