import MapaeJOSE

/// A token that this authority has issued, whether or not its time is over.
public enum AuthenticToken: Sendable {
    /// It is good.
    case current(VerifiedToken)
    /// It was good until it expired.
    case expired(ExpiredToken)

    /// Its own number (`jti`), by which it can be revoked; `nil` without one.
    public var tokenID: String? {
        switch self {
        case .current(let token): token.tokenID
        case .expired(let token): token.claims.tokenID
        }
    }
}
