/// Whether a resource takes tokens that are bound to a key, with a proof of that key (DPoP, RFC 9449).
///
/// ```swift
/// ProtectedResource("https://api.example.com", by: issuer, dpop: .accepted)
/// ProtectedResource("https://api.example.com", by: issuer, dpop: .required.withNonces())
/// ```
///
/// Each proof is taken once. What was used is remembered in memory, for at most 100,000 proofs at a time and 6,250 of one key, by each
/// process for itself; nonces bound how long a proof could be used at another. A client with more gets 503 until its proofs have ended.
public struct DPoPPolicy: Sendable, CustomStringConvertible, CustomReflectable {
    private enum Kind: Sendable { case refused, accepted, required }

    /// What a server gives to who makes proofs.
    struct NonceSettings: Sendable {
        let secret: [UInt8]?
        let lifetime: Duration
    }

    private let kind: Kind
    /// How old a proof may be by its `iat`: one minute unless told, and at most five. It is taken for ``clockLeeway`` longer, as the
    /// client's clock may be behind.
    public var proofLifetime: Duration = .seconds(60)
    /// How much the client's clock may differ: 30 seconds unless told, and at most 60.
    public var clockLeeway: Duration = .seconds(30)
    private(set) var nonces: NonceSettings?

    /// Bound tokens are refused: nobody looks for a proof.
    public static let refused = Self(kind: .refused)
    /// Bound tokens are taken with their proof, and others as bearer tokens.
    public static let accepted = Self(kind: .accepted)
    /// Only bound tokens are taken, with their proof.
    public static let required = Self(kind: .required)

    private init(kind: Kind) { self.kind = kind }

    /// The same with nonces: a proof must hold one that this server has given out (RFC 9449 §9), so that none can be made in advance.
    ///
    /// A proof without one gets 401 `use_dpop_nonce` and the header field `DPoP-Nonce`. The client makes another proof with it, and
    /// keeps the nonce for its next requests.
    /// - Parameters:
    ///   - secret: What the nonces are made with, at least 32 bytes, where several processes are to take each other's; random ones
    ///     unless told.
    ///   - lifetime: How long a nonce is given out; it is taken for as long again. Two minutes unless told, at most an hour.
    public func withNonces(secret: [UInt8]? = nil, lifetime: Duration = .seconds(120)) -> Self {
        var policy = self
        policy.nonces = NonceSettings(secret: secret, lifetime: lifetime)
        return policy
    }

    /// Whether proofs are looked at.
    var takesProofs: Bool { kind != .refused }
    /// Whether a token is taken without a proof.
    var takesBearer: Bool { kind != .required }

    /// - Throws: ``PolicyError`` `proof_settings_out_of_range`.
    func validate() throws(PolicyError) {
        guard (Duration.seconds(1)...Duration.seconds(300)).contains(proofLifetime),
            (Duration.zero...Duration.seconds(60)).contains(clockLeeway),
            nonces.map({ (Duration.seconds(1)...Duration.seconds(3600)).contains($0.lifetime) }) ?? true,
            nonces?.secret.map({ $0.count >= 32 }) ?? true
        else { throw PolicyError(.proofSettingsOutOfRange) }
    }

    /// Whether proofs are taken, and nothing of the secret.
    public var description: String { "DPoPPolicy(\(kind))" }

    /// Shows what ``description`` does.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
