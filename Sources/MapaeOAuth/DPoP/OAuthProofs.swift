import HTTPTypes
import Mapae
import MapaeJOSE

/// Checks the DPoP proofs of requests to an authorization server, and refuses them in its words.
struct OAuthProofs: Sendable {
    private let proofs: DPoPProofs
    /// Of their own, as a public client's request is pushed by whoever knows its name: nobody must fill the others' memory.
    private let pushed = DPoPReplays()

    init(_ settings: OAuthSettings) {
        let secret = settings.dpopNonceSecret ?? RandomBytes.make(32)
        proofs = DPoPProofs(
            nonces: DPoPNonces(secret: secret, period: settings.lifetimes.dpopNonce),
            requiresNonce: settings.requiresDPoPNonce, lifetime: settings.lifetimes.dpopProof,
            leeway: settings.lifetimes.clientClockLeeway)
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
        do {
            guard let text = try DPoPProofs.text(in: headers) else { return nil }
            return try proofs.proof(text, target, at: now)
        } catch { throw OAuthError(error) }
    }

    /// Uses a proof up.
    /// - Throws: ``OAuthError`` `invalid_dpop_proof` for one that was used before; `temporarily_unavailable`.
    func use(_ proof: DPoPProof, at now: NumericDate) throws(OAuthError) {
        do { try proofs.use(proof, at: now) } catch { throw OAuthError(error) }
    }

    /// Uses up the proof of a pushed request.
    /// - Throws: As ``use(_:at:)`` does.
    func usePushed(_ proof: DPoPProof, at now: NumericDate) throws(OAuthError) {
        do { try proofs.use(proof, in: pushed, at: now) } catch { throw OAuthError(error) }
    }

    /// Tells the nonce that the next proof is to hold (RFC 9449 §8.2).
    func addNonce(to headers: inout HTTPFields, at now: NumericDate) { proofs.addNonce(to: &headers, at: now) }
}

extension OAuthError {
    /// What is wrong with a proof, in the words of an authorization server.
    fileprivate init(_ error: DPoPError) {
        switch error.code {
        case .invalidProof: self.init(.invalidDPoPProof, error.explanation)
        case .missingNonce: self.init(.useDPoPNonce, error.explanation)
        case .temporarilyUnavailable: self.init(.temporarilyUnavailable, error.explanation)
        }
    }
}
