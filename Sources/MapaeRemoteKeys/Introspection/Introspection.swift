#if RemoteKeys
/// How tokens are asked about at the issuer (RFC 7662), as this service cannot read them itself: opaque ones, or all.
///
/// ```swift
/// let issuer = try await RemoteIssuer(
///     "https://login.example.com", audience: "https://api.example.com",
///     introspection: .client(id: "api", secret: secret))
/// ```
///
/// **What is believed.** An answer of status 200 and type `application/json` that is strict JSON with `active` as `true`;
/// an `exp` in the future, your `aud`, a `sub`; the right `iss`, `nbf` and `iat` where they are there; a `token_type` that
/// is `Bearer` where it is there, and no mark of another kind of token. RFC 7662 §2.2 demands none of these but `active`:
/// a provider that leaves `exp`, `aud` or `sub` out has to be told to send them. Only for `aud` there is
/// ``RequiredAudience/insecureAny``: then every token that the provider calls active opens your service, and with some
/// providers that includes refresh tokens.
///
/// **What it costs.** A token that was believed is not asked about again for a minute, and one that was refused for ten
/// seconds: so long a revoked token may still open routes, and a new one may not open them yet. Requests that bring the same
/// token wait for one answer. ``IntrospectionLimits`` has the numbers.
///
/// **When the provider cannot be asked** no token is believed that has to be asked about: `TokenError`
/// `temporarily_unavailable`, which answers 503. After five failures in a row nothing is asked for five seconds, then one
/// token is asked about to see whether it works again.
///
/// Redirects are not followed, as the client's secret goes with each question.
public struct Introspection: Sendable, CustomStringConvertible, CustomReflectable {
    /// Which tokens are asked about.
    public struct Occasion: Sendable, Hashable {
        enum Value: Sendable { case byForm, always }
        let value: Value

        /// What is no JWT of an algorithm that is known here. A JWT is checked with the issuer's keys, and one that they
        /// refuse is refused: it is not asked about.
        public static let byForm = Self(value: .byForm)
        /// Every token, so that a revoked one is refused within ``IntrospectionLimits/lifetime``. No keys are needed then.
        public static let always = Self(value: .always)
    }

    let clientID: String
    let secret: String
    let endpoint: String?
    let occasion: Occasion
    let limits: IntrospectionLimits

    /// Asks as a client that the provider knows, by `client_secret_basic`, or by `client_secret_post` where the provider's
    /// metadata names that alone (RFC 6749 §2.3.1).
    /// - Parameters:
    ///   - id: The client's id.
    ///   - secret: Its secret.
    ///   - endpoint: The introspection endpoint; as the provider's metadata names it unless told.
    ///   - occasion: Which tokens are asked about; those that are no JWT unless told.
    ///   - limits: How long answers are kept, and what asking may cost.
    public static func client(
        id: String, secret: String, endpoint: String? = nil, when occasion: Occasion = .byForm,
        limits: IntrospectionLimits = .init()
    ) -> Self {
        Self(clientID: id, secret: secret, endpoint: endpoint, occasion: occasion, limits: limits)
    }

    /// Says nothing of the secret.
    public var description: String { "Introspection" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// - Throws: ``RemoteKeysError`` `invalid_client`, `invalid_policy`.
    func validate() throws(RemoteKeysError) {
        guard !clientID.isEmpty, !secret.isEmpty else { throw RemoteKeysError(.invalidClient) }
        try limits.validate()
    }
}
#endif
