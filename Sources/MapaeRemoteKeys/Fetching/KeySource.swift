#if RemoteKeys
import MapaeJOSE

/// Where an issuer's keys come from.
struct KeySource: Sendable {
    /// How the URL of the keys is known.
    enum Location: Sendable {
        /// The program names it.
        case keySet(WebURL)
        /// The issuer's discovery document names it.
        case discovery(issuer: String, url: WebURL)
    }

    /// What is remembered from one load to the next.
    struct Memory: Sendable {
        /// What the discovery document said, and when.
        var discovered: (keySetURL: WebURL, at: Duration)?
        var validator: Validator?

        init() {}
    }

    /// What came of a load.
    enum Outcome: Sendable {
        case keys([VerificationKey], CacheHeaders)
        /// The keys that are there are still right.
        case unchanged(CacheHeaders)
    }

    private let location: Location
    private let reach: Reach
    private let fetcher: DocumentFetcher
    private let discoveryLifetime: Duration
    private let algorithms: [JWSAlgorithm]

    /// Creates a source.
    /// - Parameters:
    ///   - location: How the URL of the keys is known.
    ///   - fetcher: What fetches.
    ///   - discoveryLifetime: How long a discovery document is believed.
    ///   - algorithms: What keys that do not say so themselves are for.
    init(
        _ location: Location, fetcher: DocumentFetcher, discoveryLifetime: Duration, algorithms: [JWSAlgorithm] = []
    ) {
        self.algorithms = algorithms
        self.location = location
        self.fetcher = fetcher
        self.discoveryLifetime = discoveryLifetime
        switch location {
        case .keySet(let url), .discovery(_, let url): self.reach = Reach(from: url)
        }
    }

    /// Fetches the keys, and before that, where they are not known or the last load failed, their address.
    /// - Parameters:
    ///   - memory: What the last load left. It is changed only as far as this one succeeds.
    ///   - now: The present moment of a clock that never jumps.
    /// - Throws: ``RemoteKeysError``.
    func load(
        _ memory: inout Memory, at now: Duration
    ) async throws(RemoteKeysError) -> Outcome {
        let url = try await keySetURL(&memory, now)
        switch try await fetcher.fetch(url, reach: reach, validator: memory.validator) {
        case .notModified(let headers):
            return .unchanged(headers)
        case .document(let json, let headers, let validator):
            let keys: [VerificationKey]
            do { keys = try JWKSet(parsing: json, algorithms: algorithms).keys } catch {
                throw RemoteKeysError(.invalidKeySet, cause: error)
            }
            // Only now: the validator of a set that could not be read must not make it "not modified".
            memory.validator = validator
            return .keys(keys, headers)
        }
    }

    private func keySetURL(_ memory: inout Memory, _ now: Duration) async throws(RemoteKeysError) -> WebURL {
        switch location {
        case .keySet(let url): return url
        case .discovery(let issuer, let url):
            if let discovered = memory.discovered, now < discovered.at + discoveryLifetime {
                return discovered.keySetURL
            }
            let discovery = Discovery(issuer: issuer, url: url, fetcher: fetcher, reach: reach)
            let document = try await discovery.document { json throws(RemoteKeysError) in
                try DiscoveryDocument(json, issuer: issuer)
            }
            memory.discovered = (document.keySetURL, now)
            return document.keySetURL
        }
    }
}
#endif
