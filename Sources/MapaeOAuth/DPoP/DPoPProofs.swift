import HTTPTypes
import MapaeJOSE

/// Checks the DPoP proofs of requests: their form, their nonce, and that each is used once.
struct DPoPProofs: Sendable {
    private let nonces: DPoPNonces
    private let replays = DPoPReplays()
    /// Of their own, as a public client's request is pushed by whoever knows its name: nobody must fill the others' memory.
    private let pushedReplays = DPoPReplays()
    private let lifetimes: OAuthLifetimes
    private let requiresNonce: Bool

    static let fieldName = HTTPField.Name("DPoP")
    static let nonceFieldName = HTTPField.Name("DPoP-Nonce")

    init(_ settings: OAuthSettings) {
        nonces = DPoPNonces(
            secret: settings.dpopNonceSecret ?? RandomBytes.make(32), period: settings.lifetimes.dpopNonce)
        lifetimes = settings.lifetimes
        requiresNonce = settings.requiresDPoPNonce
    }

    /// Finds a request's proof and checks it.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - target: What it must be for.
    ///   - now: The present.
    /// - Returns: `nil` for a request without one.
    /// - Throws: ``OAuthError`` `invalid_dpop_proof`, also for two of them; `use_dpop_nonce`.
    func proof(
        in headers: HTTPFields, _ target: DPoPProof.Target, at now: NumericDate
    ) throws(OAuthError) -> DPoPProof? {
        guard let name = Self.fieldName else { return nil }
        let fields = headers[values: name]
        guard let text = fields.first else { return nil }
        guard fields.count == 1 else { throw OAuthError(.invalidDPoPProof, "There is more than one DPoP proof.") }
        let proof = try DPoPProof(
            text, for: target, age: lifetimes.dpopProof, leeway: lifetimes.clientClockLeeway, at: now)
        // A nonce that is sent counts, also where none has to be.
        if requiresNonce || proof.nonce != nil {
            guard let nonce = proof.nonce, nonces.isGood(nonce, at: now) else { throw OAuthError(.useDPoPNonce) }
        }
        return proof
    }

    /// Uses a proof up.
    /// - Throws: ``OAuthError`` `invalid_dpop_proof` for one that was used before; `temporarily_unavailable`.
    func use(_ proof: DPoPProof, at now: NumericDate) throws(OAuthError) {
        try use(proof, in: replays, at: now)
    }

    /// Uses up the proof of a pushed request.
    /// - Throws: As ``use(_:at:)`` does.
    func usePushed(_ proof: DPoPProof, at now: NumericDate) throws(OAuthError) {
        try use(proof, in: pushedReplays, at: now)
    }

    private func use(_ proof: DPoPProof, in replays: DPoPReplays, at now: NumericDate) throws(OAuthError) {
        try replays.use(
            proof.digest, until: proof.issuedAt.advanced(by: lifetimes.dpopProof + lifetimes.clientClockLeeway),
            at: now)
    }

    /// Tells the nonce that the next proof is to hold (RFC 9449 §8.2).
    func addNonce(to headers: inout HTTPFields, at now: NumericDate) {
        if let name = Self.nonceFieldName { headers[name] = nonces.nonce(at: now) }
    }
}
