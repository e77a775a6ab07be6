#if RemoteKeys
public import Mapae
import MapaeJOSE

/// Checks access tokens of another issuer: with the keys that it publishes, or by asking it. It cannot issue any.
///
/// ```swift
/// let issuer = try await RemoteIssuer("https://login.example.com", audience: "https://api.example.com")
///
/// router.protected("api", by: issuer, .scope("read")).get { _, context in
///     ["hello": context.token.subject]
/// }
/// ```
///
/// It is there when the dependency on this package enables the trait `RemoteKeys`: `traits: ["RemoteKeys"]`.
///
/// **What a token must have.** A signature by one of the issuer's keys in an asymmetric algorithm; the `typ` `at+jwt` (RFC
/// 9068), so that no ID token passes; exactly this `iss`; your `aud`; a `sub`; an `exp` in the future.
/// ``RemoteTokenPolicy`` loosens what can be loosened. Another issuer's tokens are never `.refresh` or `.fresh`: routes that
/// demand it refuse them.
///
/// **How keys are kept.** They are loaded when a token needs them, once for all requests that wait, and kept as long as the
/// issuer's `Cache-Control` says, within bounds (``KeyRefreshPolicy``). After that they are used while a load that nobody
/// waits for asks again with `If-None-Match`; after an hour without an answer the first
/// token waits for one. A token with an unknown `kid` begins a load, but never sooner than 30 seconds
/// after the last one. If the issuer cannot be reached the keys stay good for a day, and then no token is believed:
/// `TokenError` `temporarily_unavailable`, which answers 503. A new set replaces the old one as a whole: a withdrawn key
/// is gone at once. There is no background task and nothing to shut down.
///
/// **Opaque tokens** are asked about at the issuer, where ``Introspection`` is given. Without it only JWTs are taken.
///
/// **Where requests go.** Only to `https` URLs, or to `http` ones of this machine (`localhost`, 127.0.0.0/8, ::1). The host
/// that you name may have any address. Where its answers lead (`jwks_uri`, at most three redirects) must be the same origin
/// or a public address, and that very address is connected to, so that a second look-up of the name cannot lead elsewhere.
/// Nothing in a token names a URL (`jku`, `x5u`) or a key (`jwk`, `x5c`) that is looked at. Not covered: a proxy that
/// your network puts in between, which looks names up itself.
public struct RemoteIssuer: TokenVerifier {
    /// The `iss` that tokens must have.
    public let issuer: String
    let policy: RemoteTokenPolicy
    let claims: ForeignClaims
    /// `nil` where every token is asked about.
    let cache: KeyCache?
    /// `nil` where none is.
    let introspector: Introspector?
    let clock: TokenClock

    /// Puts a verifier together of what has been checked.
    init(_ claims: ForeignClaims, _ cache: KeyCache?, _ introspector: Introspector?, _ clock: TokenClock) {
        self.issuer = claims.issuer
        self.policy = claims.policy
        self.claims = claims
        self.cache = cache
        self.introspector = introspector
        self.clock = clock
    }

    /// Finds an issuer's keys by its discovery document (OpenID Connect Discovery §4, RFC 8414 §3) and loads them.
    ///
    /// - Parameters:
    ///   - issuer: The issuer as its tokens have it in `iss`, byte by byte; a URL.
    ///   - audience: Whom its tokens must be for.
    ///   - introspection: How it is asked about tokens that this service cannot read; `nil` to take JWTs alone. Its endpoint
    ///     stands in the document too.
    ///   - policy: What else they must look like.
    ///   - refreshing: How long keys are kept, and what fetching them may cost.
    ///   - clock: Where the time comes from.
    /// - Throws: ``RemoteKeysError``, so that a wrong name, or an issuer without usable keys or without an introspection
    ///   endpoint that is asked for, is told at start-up. To start while the issuer is down, name the URLs yourself.
    public init(
        _ issuer: String, audience: RequiredAudience, introspection: Introspection? = nil,
        policy: RemoteTokenPolicy = .init(), refreshing: KeyRefreshPolicy = .init(), clock: TokenClock = .system
    ) async throws(RemoteKeysError) {
        try await self.init(
            issuer, audience: audience, introspection: introspection, policy: policy, refreshing: refreshing,
            clock: clock, network: .system)
    }

    /// Takes an issuer's keys from a URL that you name. Nothing is fetched before the first token comes.
    ///
    /// - Parameters:
    ///   - issuer: The issuer as its tokens have it in `iss`, byte by byte.
    ///   - jwksURL: Where its JWK Set is (RFC 7517 §5).
    ///   - audience: Whom its tokens must be for.
    ///   - introspection: How it is asked about tokens that this service cannot read, with the endpoint; `nil` to take JWTs
    ///     alone.
    ///   - policy: What else they must look like.
    ///   - refreshing: How long keys are kept, and what fetching them may cost.
    ///   - clock: Where the time comes from.
    /// - Throws: ``RemoteKeysError`` `invalid_issuer`, `invalid_url`, `insecure_url`, `invalid_policy`, `invalid_client`,
    ///   `no_introspection_endpoint`.
    public init(
        issuer: String, jwksURL: String, audience: RequiredAudience, introspection: Introspection? = nil,
        policy: RemoteTokenPolicy = .init(), refreshing: KeyRefreshPolicy = .init(), clock: TokenClock = .system
    ) throws(RemoteKeysError) {
        try self.init(
            issuer: issuer, jwksURL: jwksURL, audience: audience, introspection: introspection, policy: policy,
            refreshing: refreshing, clock: clock, network: .system)
    }

    /// Asks about every token, at an endpoint that you name: for an issuer without a discovery document or without keys.
    /// Nothing is asked before the first token comes.
    ///
    /// - Parameters:
    ///   - issuer: The issuer as its answers have it in `iss`, byte by byte, where they have one.
    ///   - audience: Whom its tokens must be for.
    ///   - introspection: How it is asked, with the endpoint.
    ///   - policy: What else the tokens must look like.
    ///   - clock: Where the time comes from.
    /// - Throws: ``RemoteKeysError`` `invalid_issuer`, `invalid_url`, `insecure_url`, `invalid_policy`, `invalid_client`,
    ///   `no_introspection_endpoint`.
    public init(
        issuer: String, audience: RequiredAudience, introspection: Introspection,
        policy: RemoteTokenPolicy = .init(), clock: TokenClock = .system
    ) throws(RemoteKeysError) {
        try self.init(
            issuer: issuer, audience: audience, introspection: introspection, policy: policy, clock: clock,
            network: .system)
    }

    /// The policy's realm.
    public var realm: String { policy.realm }

    /// Why the last load of keys, or the last question about a token, failed, for a health check or a log; `nil` when neither
    /// did. Tokens may be believed all the same: with the keys of an earlier load, or by an earlier answer.
    public var lastFailure: RemoteKeysError? { cache?.lastFailure ?? introspector?.lastFailure }
}
#endif
