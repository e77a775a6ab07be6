import MapaeJOSE

/// One ring, with what is made of it once.
final class LiveKeys: Sendable {
    let ring: KeyRing
    let signer: JWSSigner
    let verifier: JWSVerifier

    init(_ ring: KeyRing) {
        self.ring = ring
        self.signer = JWSSigner(key: ring.signing)
        self.verifier = JWSVerifier(ring)
    }
}
