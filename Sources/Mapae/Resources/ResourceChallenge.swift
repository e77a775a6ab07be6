/// What a challenge says of a protected resource, beside what was wrong.
package struct ResourceChallenge: Sendable {
    /// Where its metadata are (RFC 9728 §5.1).
    let metadataURL: String
    /// The algorithms of DPoP proofs (RFC 9449 §7.1); `nil` where no proofs are taken.
    let proofAlgorithms: [String]?
    /// Whether a token is taken without a proof.
    let takesBearer: Bool
}
