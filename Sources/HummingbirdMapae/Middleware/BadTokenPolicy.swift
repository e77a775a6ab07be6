import Mapae

/// What becomes of a request whose token is bad, on a route that takes requests without one.
public struct BadTokenPolicy: Sendable, Hashable {
    private enum Kind: Sendable, Hashable { case refused, anonymousWhenExpired, anonymous }

    private let kind: Kind

    /// It is refused: whoever shows a token expects to be known.
    public static let refused = Self(kind: .refused)
    /// It passes as one without a token if the token has expired, and is refused otherwise: for pages that greet whoever was
    /// logged in yesterday as a stranger.
    public static let anonymousWhenExpired = Self(kind: .anonymousWhenExpired)
    /// It passes as one without a token.
    public static let anonymous = Self(kind: .anonymous)

    /// Whether the request passes. A token that cannot be checked now, that another site's page has sent along, or
    /// whose proof only lacks a nonce is never passed over.
    func lets(_ error: TokenError) -> Bool {
        switch (kind, error.code) {
        case (.refused, _): false
        case (.anonymousWhenExpired, let code): code == .expired
        case (.anonymous, .temporarilyUnavailable), (.anonymous, .crossSiteRequest), (.anonymous, .missingNonce): false
        case (.anonymous, _): true
        }
    }
}
