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

    private static let documentPolicy = KeyRefreshPolicy(
        maximumFreshness: .seconds(86_400), hardLimit: .seconds(86_400), cooldown: .seconds(10),
        maximumBytes: ClientMetadata.maximumDocumentBytes)

    private let allowsLoopback: Bool
    private let keySets: OutboundCache<JWKSet>
    private let strangersKeySets: OutboundCache<JWKSet>
    private let documents: OutboundCache<ClientMetadata>

    /// Creates a fetcher.
    /// - Parameters:
    ///   - allowsLoopback: Whether clients may be on this machine.
    ///   - network: What reaches the outside.
    ///   - strangers: What reaches the addresses of clients that nobody has added.
    /// - Throws: `RemoteKeysError` never, as the policies below are within their bounds.
    init(
        allowsLoopback: Bool, network: Network = .system, strangers: Network = .strangers
    ) throws(RemoteKeysError) {
        self.allowsLoopback = allowsLoopback
        // Requests under way, how many are made and what is kept are counted apart, and names are looked up apart, so that strangers'
        // documents and keys keep no client that was added from showing who it is.
        keySets = try Self.keySets(OutboundHTTP(allowsLoopback: allowsLoopback, network: network))
        strangersKeySets = try Self.keySets(OutboundHTTP(allowsLoopback: allowsLoopback, network: strangers))
        documents = try OutboundCache(
            OutboundHTTP(allowsLoopback: allowsLoopback, network: strangers), accept: "application/json",
            policy: Self.documentPolicy)
    }

    private static func keySets(_ http: OutboundHTTP) throws(RemoteKeysError) -> OutboundCache<JWKSet> {
        try OutboundCache(
            http, accept: "application/jwk-set+json, application/json", policy: KeyRefreshPolicy(maximumBytes: 65_536))
    }

    /// The keys behind a client's `jwks_uri`. A `kid` that is not among them has them fetched again, at most each 30 seconds.
    /// - Throws: `OutboundError`, `JOSEError`; `OAuthError` `temporarily_unavailable`.
    func keys(_ request: ClientKeyRequest) async throws -> JWKSet {
        let algorithms = [request.algorithm].compactMap(\.self)
        let sets = request.isKnown ? keySets : strangersKeySets
        do {
            return try await sets.value(
                at: request.address, variant: algorithms.map(\.description).joined(), isKnown: request.isKnown,
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
        } catch let error as OutboundError where Self.mayPass(error, isKnown: request.isKnown) {
            throw unavailable("The client's jwks_uri cannot be asked now; try again soon", error)
        }
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
        } catch let error as OutboundError where Self.mayPass(error, isKnown: request.isKnown) {
            throw unavailable("The document behind the client_id cannot be asked for now; try again soon", error)
        }
    }

    /// Whether a client is told to try again. RFC 6749 §5.2: `invalid_client` would say that it is another than it says, and many a
    /// client's library forgets what it has then. A stranger learns of nothing but this server: all else would tell what is at
    /// addresses that it makes up.
    private static func mayPass(_ error: OutboundError, isKnown: Bool) -> Bool {
        error.code == .busy || isKnown && error.isPassing
    }

    /// Who develops on this machine alone may know what went wrong.
    private func unavailable(_ text: String, _ error: OutboundError) -> OAuthError {
        OAuthError(.temporarilyUnavailable, text + (allowsLoopback ? " (\(error))." : "."))
    }
}
#endif
