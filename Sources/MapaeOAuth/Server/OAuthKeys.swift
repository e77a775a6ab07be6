public import Mapae
public import MapaeJOSE

/// What an authorization server signs with at each moment.
///
/// Access tokens are signed with the key of the authority, whichever that is when they are issued. An ID token is signed with the
/// algorithm that its client has registered (OpenID Connect Dynamic Client Registration §2), for which there may be another key.
public struct OAuthKeys: Sendable {
    private let authority: TokenAuthority
    private let further: @Sendable (JWSAlgorithm) -> SigningKey?

    /// Creates keys.
    /// - Parameters:
    ///   - authority: Whose key signs access tokens.
    ///   - further: The key that signs with an algorithm now, where that is not the authority's; `nil` for an algorithm that is not
    ///     offered. It is asked for each token, so that it can follow a rotation. Whoever publishes the authority's keys must publish
    ///     these too, before they sign.
    public init(
        _ authority: TokenAuthority, further: @escaping @Sendable (JWSAlgorithm) -> SigningKey? = { _ in nil }
    ) {
        self.authority = authority
        self.further = further
    }

    /// The key that signs access tokens now.
    var accessTokens: SigningKey { authority.keys.signing }

    /// The key that signs with an algorithm now; never a shared secret, which would make an ID token that its reader could have made
    /// (OpenID Connect Core §10.1 allows it, and this server does not).
    func key(_ algorithm: JWSAlgorithm) -> SigningKey? {
        guard !algorithm.isSymmetric else { return nil }
        let own = authority.keys.signing
        if own.algorithm == algorithm { return own }
        guard let key = further(algorithm), key.algorithm == algorithm else { return nil }
        return key
    }

    /// The keys that check what the authority signs and has signed.
    func authorityKeys(at now: NumericDate) -> [VerificationKey] {
        let ring = authority.keys
        return [ring.signing.verificationKey] + ring.withoutRetired(at: now).checking.map(\.key)
    }
}
