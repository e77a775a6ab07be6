package import HTTPTypes
package import MapaeJOSE

/// Checks the DPoP proofs of requests: their form, their nonce, and that each is used once.
package struct DPoPProofs: Sendable {
    private let nonces: DPoPNonces?
    package let replays: DPoPReplays
    private let requiresNonce: Bool
    private let lifetime: Duration
    private let leeway: Duration

    /// The field that a proof comes in.
    package static let fieldName = HTTPField.Name("DPoP")
    /// The field that a nonce goes out in.
    package static let nonceFieldName = HTTPField.Name("DPoP-Nonce")

    /// - Parameters:
    ///   - nonces: The server's nonces; `nil` where it gives none out, and looks at none.
    ///   - requiresNonce: Whether each proof must hold one.
    ///   - lifetime: How old a proof may be.
    ///   - leeway: How much the client's clock may differ.
    ///   - replays: Where those that were used are remembered.
    package init(
        nonces: DPoPNonces?, requiresNonce: Bool, lifetime: Duration, leeway: Duration,
        replays: DPoPReplays = DPoPReplays()
    ) {
        self.nonces = nonces
        self.replays = replays
        self.requiresNonce = requiresNonce
        self.lifetime = lifetime
        self.leeway = leeway
    }

    /// Finds a request's proof, and looks at nothing of it.
    /// - Returns: `nil` for a request without one.
    /// - Throws: ``DPoPError`` `invalidProof` for two of them.
    package static func text(in headers: HTTPFields) throws(DPoPError) -> String? {
        guard let name = fieldName else { return nil }
        let fields = headers[values: name]
        guard fields.count <= 1 else { throw DPoPError(.invalidProof, "There is more than one DPoP proof.") }
        return fields.first
    }

    /// Checks a proof.
    /// - Parameters:
    ///   - text: The proof.
    ///   - target: What it must be for.
    ///   - now: The present.
    /// - Throws: ``DPoPError`` `invalidProof`, `missingNonce`.
    package func proof(
        _ text: String, _ target: DPoPProof.Target, at now: NumericDate
    ) throws(DPoPError) -> DPoPProof {
        let proof = try DPoPProof(text, for: target, age: lifetime, leeway: leeway, at: now)
        // RFC 9449 §4.3, point 10: a nonce that is sent counts, also where none has to be; not where none was given out, as it is
        // another server's then.
        if requiresNonce || (nonces != nil && proof.nonce != nil) {
            guard let nonces, let nonce = proof.nonce, nonces.isGood(nonce, at: now) else {
                throw DPoPError(.missingNonce)
            }
        }
        return proof
    }

    /// Uses a proof up.
    /// - Parameters:
    ///   - proof: The proof.
    ///   - holder: Whose share it uses; its key's unless told.
    ///   - others: Where it is remembered; with all others unless told.
    ///   - now: The present.
    /// - Throws: ``DPoPError`` `invalidProof` for one that was used before; `temporarilyUnavailable`.
    package func use(
        _ proof: DPoPProof, of holder: String? = nil, in others: DPoPReplays? = nil, at now: NumericDate
    ) throws(DPoPError) {
        let end = proof.issuedAt.advanced(by: lifetime + leeway)
        try (others ?? replays).use(proof.digest, of: holder ?? proof.thumbprint, until: end, at: now)
    }

    /// Tells the nonce that the next proof is to hold (RFC 9449 §8.2).
    package func addNonce(to headers: inout HTTPFields, at now: NumericDate) {
        if let nonces, let name = Self.nonceFieldName { headers[name] = nonces.nonce(at: now) }
    }
}
