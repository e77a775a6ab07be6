extension TokenError {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Cause: Sendable, Hashable {
            case missingToken, malformedRequest, invalidToken
            case wrongMediaType, missingClaim, wrongIssuer, wrongAudience, notYetValid
            case expired, wrongTokenType(expected: TokenType), notFresh, insufficientScope(required: [String])
            case invalidCredentials, temporarilyUnavailable
        }

        let cause: Cause

        /// The request carries no token.
        public static let missingToken = Self(cause: .missingToken)
        /// The request carries more than one token, or carries it in a way that can be read twice (RFC 6750 §3.1).
        public static let malformedRequest = Self(cause: .malformedRequest)
        /// The token's form or signature is wrong; ``TokenError/cause`` says what.
        public static let invalidToken = Self(cause: .invalidToken)
        /// The header's `typ` is not `JWT`: a token of another kind.
        public static let wrongMediaType = Self(cause: .wrongMediaType)
        /// The token has no `exp`, or no `sub`.
        public static let missingClaim = Self(cause: .missingClaim)
        /// The token's `iss` is another.
        public static let wrongIssuer = Self(cause: .wrongIssuer)
        /// The token is for somebody else (`aud`).
        public static let wrongAudience = Self(cause: .wrongAudience)
        /// The token's `nbf` or `iat` is in the future.
        public static let notYetValid = Self(cause: .notYetValid)
        /// The token's `exp` has passed.
        public static let expired = Self(cause: .expired)
        /// The token is a refresh token where an access token is needed, or the reverse.
        public static func wrongTokenType(expected: TokenType) -> Self {
            Self(cause: .wrongTokenType(expected: expected))
        }
        /// The token comes from a refresh, and the route wants one from a login.
        public static let notFresh = Self(cause: .notFresh)
        /// The token lacks a scope that the route wants.
        public static func insufficientScope(required: [String]) -> Self {
            Self(cause: .insufficientScope(required: required))
        }
        /// The user name or the password is wrong.
        public static let invalidCredentials = Self(cause: .invalidCredentials)
        /// Nothing can be said of the token now, as what it must be checked with cannot be had: the keys of another issuer,
        /// say. It is no fault of the token, which the client should keep.
        public static let temporarilyUnavailable = Self(cause: .temporarilyUnavailable)

        /// The stable text, in snake case.
        public var description: String {
            switch cause {
            case .missingToken: "missing_token"
            case .malformedRequest: "invalid_request"
            case .invalidToken: "invalid_token"
            case .wrongMediaType: "wrong_media_type"
            case .missingClaim: "missing_claim"
            case .wrongIssuer: "wrong_issuer"
            case .wrongAudience: "wrong_audience"
            case .notYetValid: "token_not_yet_valid"
            case .expired: "token_expired"
            case .wrongTokenType: "wrong_token_type"
            case .notFresh: "token_not_fresh"
            case .insufficientScope: "insufficient_scope"
            case .invalidCredentials: "invalid_credentials"
            case .temporarilyUnavailable: "temporarily_unavailable"
            }
        }
    }
}
