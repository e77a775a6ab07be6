public import MapaeJOSE

/// A token that this authority has issued, whether or not its time is over.
public enum AuthenticToken: Sendable {
    /// It is good.
    case current(VerifiedToken)
    /// It was good until it expired.
    case expired(ExpiredToken)

    /// All its claims.
    public var claims: ClaimSet {
        switch self {
        case .current(let token): token.claims
        case .expired(let token): token.claims
        }
    }

    /// Its own number (`jti`), by which it can be revoked; `nil` without one.
    public var tokenID: String? { claims.tokenID }
}
