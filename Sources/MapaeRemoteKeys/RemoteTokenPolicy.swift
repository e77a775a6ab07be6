#if RemoteKeys
import Mapae
public import MapaeJOSE

/// What tokens of another issuer must look like, besides their signature, their issuer and their audience.
public struct RemoteTokenPolicy: Sendable {
    /// Which tokens count as access tokens.
    public struct Form: Sendable, Hashable {
        private enum Value: Sendable { case accessTokenOnly, plainJWTToo }
        private let value: Value

        /// `typ` must be `at+jwt` (RFC 9068 §4), so that no other kind of token, above all no ID token, can be taken for
        /// one.
        public static let accessTokenOnly = Self(value: .accessTokenOnly)
        /// `typ` may also be `JWT`, for issuers that give every kind of token this type.
        ///
        /// Then only the audience tells an access token from an ID token, which is for a client and not for a service, and
        /// the marks that some kinds bear: a token with `nonce`, `at_hash`, `c_hash`, `s_hash` or `events`, with a
        /// `token_use` other than `access`, a `typ` other than `Bearer`, or with the `type` `refresh` is refused.
        public static let plainJWTToo = Self(value: .plainJWTToo)
    }

    /// Which tokens count as access tokens.
    public var form: Form
    /// The algorithms whose keys are taken from the issuer's set; asymmetric ones only.
    public var algorithms: [JWSAlgorithm]
    /// How much the clocks of issuer and verifier may differ, at most 60 seconds.
    public var leeway: Duration
    /// How large tokens may be.
    public var limits: TokenLimits
    /// The `realm` in `WWW-Authenticate` (RFC 9110 §11.5): the name of what is protected. Printable ASCII, no `"` or `\`.
    public var realm: String

    /// Every algorithm in which only the issuer can sign.
    public static let asymmetricAlgorithms = JWSAlgorithm.allCases.filter { !$0.isSymmetric }

    /// Creates a policy.
    /// - Parameters:
    ///   - form: Only `at+jwt` unless told.
    ///   - algorithms: All asymmetric ones unless told.
    ///   - leeway: 30 seconds unless told: nobody sets both clocks.
    ///   - limits: How large tokens may be.
    ///   - realm: The name of what is protected.
    public init(
        form: Form = .accessTokenOnly,
        algorithms: [JWSAlgorithm] = Self.asymmetricAlgorithms,
        leeway: Duration = .seconds(30),
        limits: TokenLimits = .init(),
        realm: String = "api"
    ) {
        self.form = form
        self.algorithms = algorithms
        self.leeway = leeway
        self.limits = limits
        self.realm = realm
    }

    /// The rules of time, size and realm that hold for our own tokens too.
    var common: TokenPolicy { TokenPolicy(leeway: leeway, limits: limits, realm: realm) }

    /// - Throws: ``RemoteKeysError`` `invalid_policy`.
    func validate(_ audience: RequiredAudience) throws(RemoteKeysError) {
        // A public key is public: as an HMAC secret it would let everybody sign (RFC 8725 §2.1).
        guard !algorithms.isEmpty, !algorithms.contains(where: \.isSymmetric),
            audience.names.map({ !$0.isEmpty && !$0.contains("") }) ?? true
        else { throw RemoteKeysError(.invalidPolicy) }
        do { try common.validate() } catch { throw RemoteKeysError(.invalidPolicy) }
    }
}
#endif
