package import MapaeJOSE

/// What tokens of one media type say that an authority has signed.
///
/// It says nothing of whether they may be believed. A token that comes again costs a look-up in the place of a signature
/// (`VerificationCache`): who runs an introspection endpoint is asked about one token as often as that is used.
package final class SignedClaims: Sendable {
    private let authority: TokenAuthority
    private let type: TokenMediaType
    private let live: LiveVerification?
    private let ownCache: VerificationCache?

    /// - Parameters:
    ///   - authority: Whose keys count, and whose limits, clock and wish to remember.
    ///   - type: The media type in the tokens' headers.
    package init(_ authority: TokenAuthority, type: TokenMediaType) {
        self.authority = authority
        self.type = type
        // Never the authority's own cache: a token of another type would be found there by whoever wants those alone.
        live = authority.live?.another()
        ownCache = live == nil && authority.policy.cachesVerifiedTokens ? VerificationCache() : nil
    }

    /// The claims of a token, whatever they say.
    /// - Parameter token: The token's text.
    /// - Returns: `nil` for what no key of the authority that still counts has signed, and for another type.
    package func claims(of token: String) -> ClaimSet? {
        let present = live?.present
        let verifier = present?.keys.verifier ?? authority.verifier
        let cache = live == nil ? ownCache : present?.cache
        let now = authority.clock.now()
        if let known = cache?.entry(of: token.utf8.span, at: now), known.retiresAt.map({ now < $0 }) ?? true {
            return known.content.claims
        }
        guard let jws = try? verifier.verify(token[...], limits: authority.policy.limits, at: now),
            jws.hasType(type), let claims = try? jws.claims()
        else { return nil }
        if let end = claims.expirationTime {
            let content = VerifiedToken.Content(
                subject: claims.subject ?? "", type: .access, expirationTime: end, keyID: jws.keyID, claims: claims,
                isBound: false, isBoundByClaims: false)
            cache?.keep(token.utf8.span, content, retiresAt: jws.retiresAt, until: end, at: now)
        }
        return claims
    }
}
