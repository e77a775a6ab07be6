#if RemoteKeys
package import Mapae
import MapaeJOSE

/// The public initialisers, over any network.
extension RemoteIssuer {
    package init(
        _ issuer: String, audience: RequiredAudience, introspection: Introspection? = nil,
        policy: RemoteTokenPolicy = .init(), refreshing: KeyRefreshPolicy = .init(), clock: TokenClock,
        network: Network
    ) async throws(RemoteKeysError) {
        let claims = try Self.claims(issuer, audience, policy)
        try refreshing.validate()
        try introspection?.validate()
        let url = try Self.discoveryURL(issuer)
        var memory = KeySource.Memory()
        var introspector: Introspector?
        if let introspection {
            let found = try await Self.discover(introspection, issuer, url, policy, refreshing, network)
            memory = found.memory
            introspector = Self.introspector(introspection, found.endpoint, claims, clock, network)
        }
        guard introspection?.occasion != .always else {
            self.init(claims, nil, introspector, clock)
            return
        }
        let cache = Self.cache(.discovery(issuer: issuer, url: url), memory, policy, refreshing, network)
        guard let snapshot = try? await cache.keys() else {
            throw cache.lastFailure ?? RemoteKeysError(.unreachable)
        }
        guard snapshot.verifier != nil else { throw RemoteKeysError(.noUsableKeys) }
        self.init(claims, cache, introspector, clock)
    }

    package init(
        issuer: String, jwksURL: String, audience: RequiredAudience, introspection: Introspection? = nil,
        policy: RemoteTokenPolicy = .init(), refreshing: KeyRefreshPolicy = .init(), clock: TokenClock,
        network: Network
    ) throws(RemoteKeysError) {
        let claims = try Self.claims(issuer, audience, policy)
        try refreshing.validate()
        let cache = Self.cache(.keySet(try WebURL(jwksURL)), KeySource.Memory(), policy, refreshing, network)
        let introspector = try introspection.map { introspection throws(RemoteKeysError) in
            try Self.introspector(introspection, claims, clock, network)
        }
        self.init(claims, introspection?.occasion == .always ? nil : cache, introspector, clock)
    }

    package init(
        issuer: String, audience: RequiredAudience, introspection: Introspection, policy: RemoteTokenPolicy = .init(),
        clock: TokenClock, network: Network
    ) throws(RemoteKeysError) {
        let claims = try Self.claims(issuer, audience, policy)
        self.init(claims, nil, try Self.introspector(introspection, claims, clock, network), clock)
    }

    private static func claims(
        _ issuer: String, _ audience: RequiredAudience, _ policy: RemoteTokenPolicy
    ) throws(RemoteKeysError) -> ForeignClaims {
        guard !issuer.isEmpty else { throw RemoteKeysError(.invalidIssuer) }
        try policy.validate(audience)
        return ForeignClaims(issuer: issuer, audience: audience, policy: policy)
    }

    /// RFC 8414 §2: a URL without query and fragment. What follows it here is a path.
    private static func discoveryURL(_ issuer: String) throws(RemoteKeysError) -> WebURL {
        let url = try WebURL(issuer)
        guard !url.target.utf8.contains(UInt8(ascii: "?")) else { throw RemoteKeysError(.invalidIssuer) }
        return url
    }

    private static func fetcher(_ refreshing: KeyRefreshPolicy, _ network: Network) -> DocumentFetcher {
        DocumentFetcher(
            transport: network.transport, resolver: network.resolver, maximumBytes: refreshing.maximumBytes)
    }

    private static func cache(
        _ location: KeySource.Location, _ memory: KeySource.Memory, _ policy: RemoteTokenPolicy,
        _ refreshing: KeyRefreshPolicy, _ network: Network
    ) -> KeyCache {
        let source = KeySource(
            location, fetcher: fetcher(refreshing, network), discoveryLifetime: refreshing.hardLimit,
            algorithms: policy.algorithms)
        return KeyCache(
            source, memory: memory, policy: refreshing, algorithms: policy.algorithms, clock: network.clock)
    }

    /// Reads the discovery document for both: where tokens are asked about, and, where keys are needed too, where those are.
    private static func discover(
        _ introspection: Introspection, _ issuer: String, _ url: WebURL, _ policy: RemoteTokenPolicy,
        _ refreshing: KeyRefreshPolicy, _ network: Network
    ) async throws(RemoteKeysError) -> (endpoint: IntrospectionEndpoint, memory: KeySource.Memory) {
        let began = network.clock.now()
        let needsKeys = introspection.occasion != .always
        let discovery = Discovery(
            issuer: issuer, url: url, fetcher: fetcher(refreshing, network), reach: Reach(from: url))
        let (metadata, keySetURL) = try await TimeLimit.run(refreshing.timeLimit, network.clock) {
            () throws(RemoteKeysError) in
            try await discovery.document { json throws(RemoteKeysError) in
                let keys = needsKeys ? try DiscoveryDocument(json, issuer: issuer).keySetURL : nil
                return (try IntrospectionMetadata(json, issuer: issuer), keys)
            }
        }
        guard let address = introspection.endpoint ?? metadata.address else {
            throw RemoteKeysError(.noIntrospectionEndpoint)
        }
        let place = try WebURL(address)
        let endpoint = IntrospectionEndpoint(
            // The program itself named it, or an answer did.
            place, reach: Reach(from: introspection.endpoint == nil ? url : place), client: introspection,
            method: try metadata.method(), network: network, limits: policy.limits.json)
        var memory = KeySource.Memory()
        memory.discovered = keySetURL.map { (keySetURL: $0, at: began) }
        return (endpoint, memory)
    }

    /// An introspector of an endpoint that the program names.
    private static func introspector(
        _ introspection: Introspection, _ claims: ForeignClaims, _ clock: TokenClock, _ network: Network
    ) throws(RemoteKeysError) -> Introspector {
        try introspection.validate()
        guard let address = introspection.endpoint else { throw RemoteKeysError(.noIntrospectionEndpoint) }
        let place = try WebURL(address)
        let endpoint = IntrospectionEndpoint(
            place, reach: Reach(from: place), client: introspection, method: .basic, network: network,
            limits: claims.policy.limits.json)
        return Self.introspector(introspection, endpoint, claims, clock, network)
    }

    private static func introspector(
        _ introspection: Introspection, _ endpoint: IntrospectionEndpoint, _ claims: ForeignClaims,
        _ clock: TokenClock, _ network: Network
    ) -> Introspector {
        Introspector(
            endpoint, claims: claims, limits: introspection.limits, wall: clock, clock: network.clock)
    }
}
#endif
