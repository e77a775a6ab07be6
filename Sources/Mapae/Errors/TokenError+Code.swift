extension TokenError {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Cause: Sendable, Hashable {
            case missingToken, malformedRequest, invalidToken
            case wrongMediaType, missingClaim, wrongIssuer, wrongAudience, notYetValid
            case expired, wrongTokenType(expected: TokenType), notFresh, insufficientScope(required: [String])
            case insufficientRole(required: [String])
            case insufficientAuthentication(acr: [String], maximumAge: Duration?)
            case revoked, rejected, unknownUser
            case csrfMissing, csrfMismatch, crossSiteRequest
            case invalidCredentials, temporarilyUnavailable
            case sessionEnded, refreshTokenReused
            case invalidProof, missingNonce, proofRequired, notBound
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
        /// The token lacks a role that the route wants.
        public static func insufficientRole(required: [String]) -> Self {
            Self(cause: .insufficientRole(required: required))
        }
        /// The user's login is too old or not of the kind that the route wants (RFC 9470 §3).
        /// - Parameters:
        ///   - acr: The kinds of login of which one is wanted; none for any.
        ///   - maximumAge: How long ago the login may be; `nil` for any time.
        public static func insufficientAuthentication(acr: [String], maximumAge: Duration?) -> Self {
            Self(cause: .insufficientAuthentication(acr: acr, maximumAge: maximumAge))
        }
        /// The token, its session or its user has been logged out.
        public static let revoked = Self(cause: .revoked)
        /// A check of the program's own has refused the token.
        public static let rejected = Self(cause: .rejected)
        /// The user that the token is about is not known any more.
        public static let unknownUser = Self(cause: .unknownUser)
        /// A cookie carries the token, and the request does not repeat its CSRF value.
        public static let csrfMissing = Self(cause: .csrfMissing)
        /// The request repeats another CSRF value than the token's.
        public static let csrfMismatch = Self(cause: .csrfMismatch)
        /// A cookie carries the token, and the browser says that another site's page sent the request.
        public static let crossSiteRequest = Self(cause: .crossSiteRequest)
        /// The user name or the password is wrong.
        public static let invalidCredentials = Self(cause: .invalidCredentials)
        /// Nothing can be said of the token now, as what it must be checked with cannot be had: the keys of another issuer,
        /// say. It is no fault of the token, which the client should keep.
        public static let temporarilyUnavailable = Self(cause: .temporarilyUnavailable)

        /// The refresh token's session has ended, or is not known.
        public static let sessionEnded = Self(cause: .sessionEnded)
        /// The refresh token was used before, so it or its successor was stolen; its session has ended (RFC 9700 §4.14.2).
        public static let refreshTokenReused = Self(cause: .refreshTokenReused)

        /// The request's DPoP proof is missing or wrong, or was used before (RFC 9449 §7.1).
        public static let invalidProof = Self(cause: .invalidProof)
        /// The request's DPoP proof lacks the nonce that goes out with the answer, or has another one (RFC 9449 §9).
        public static let missingNonce = Self(cause: .missingNonce)
        /// The token is bound to a key, or has to be, and comes without a proof (RFC 9449 §7.2).
        public static let proofRequired = Self(cause: .proofRequired)
        /// The token comes with a proof, and is bound to no key.
        public static let notBound = Self(cause: .notBound)

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
            case .insufficientRole: "insufficient_role"
            case .insufficientAuthentication: "insufficient_user_authentication"
            case .revoked: "token_revoked"
            case .rejected: "token_rejected"
            case .unknownUser: "unknown_user"
            case .csrfMissing: "csrf_token_missing"
            case .csrfMismatch: "csrf_token_mismatch"
            case .crossSiteRequest: "cross_site_request"
            case .invalidCredentials: "invalid_credentials"
            case .temporarilyUnavailable: "temporarily_unavailable"
            case .sessionEnded: "session_ended"
            case .refreshTokenReused: "refresh_token_reused"
            case .invalidProof: "invalid_dpop_proof"
            case .missingNonce: "use_dpop_nonce"
            case .proofRequired: "dpop_proof_required"
            case .notBound: "token_not_bound"
            }
        }
    }
}
