extension OAuthError {
    /// The codes of the standards, one for each cause that a client can tell from others.
    public struct Code: Sendable, Hashable, CaseIterable, CustomStringConvertible {
        enum Cause: String, Sendable, CaseIterable {
            case invalidRequest = "invalid_request"
            case invalidClient = "invalid_client"
            case invalidGrant = "invalid_grant"
            case unauthorizedClient = "unauthorized_client"
            case unsupportedGrantType = "unsupported_grant_type"
            case unsupportedResponseType = "unsupported_response_type"
            case invalidScope = "invalid_scope"
            case accessDenied = "access_denied"
            case serverError = "server_error"
            case temporarilyUnavailable = "temporarily_unavailable"
            case unsupportedTokenType = "unsupported_token_type"
            case invalidTarget = "invalid_target"
            case authorizationPending = "authorization_pending"
            case slowDown = "slow_down"
            case expiredToken = "expired_token"
            case invalidDPoPProof = "invalid_dpop_proof"
            case useDPoPNonce = "use_dpop_nonce"
            case invalidRedirectURI = "invalid_redirect_uri"
            case invalidClientMetadata = "invalid_client_metadata"
            case invalidSoftwareStatement = "invalid_software_statement"
            case unapprovedSoftwareStatement = "unapproved_software_statement"
            case interactionRequired = "interaction_required"
            case loginRequired = "login_required"
            case accountSelectionRequired = "account_selection_required"
            case consentRequired = "consent_required"
            case invalidRequestURI = "invalid_request_uri"
            case invalidRequestObject = "invalid_request_object"
            case requestNotSupported = "request_not_supported"
            case requestURINotSupported = "request_uri_not_supported"
            case registrationNotSupported = "registration_not_supported"
            case unmetAuthenticationRequirements = "unmet_authentication_requirements"
            case insufficientUserAuthentication = "insufficient_user_authentication"
        }

        let cause: Cause

        /// A parameter is missing, repeated, malformed or has a value that is not supported (RFC 6749 §4.1.2.1, §5.2).
        public static let invalidRequest = Self(cause: .invalidRequest)
        /// The client is unknown, or has not shown who it is (RFC 6749 §5.2).
        public static let invalidClient = Self(cause: .invalidClient)
        /// The code, refresh token or verifier is wrong, used, expired, or another client's (RFC 6749 §5.2).
        public static let invalidGrant = Self(cause: .invalidGrant)
        /// The client may not use this grant (RFC 6749 §4.1.2.1, §5.2).
        public static let unauthorizedClient = Self(cause: .unauthorizedClient)
        /// The grant is not offered (RFC 6749 §5.2).
        public static let unsupportedGrantType = Self(cause: .unsupportedGrantType)
        /// The response type is not offered (RFC 6749 §4.1.2.1).
        public static let unsupportedResponseType = Self(cause: .unsupportedResponseType)
        /// A scope is malformed, unknown, or more than may be had (RFC 6749 §4.1.2.1, §5.2).
        public static let invalidScope = Self(cause: .invalidScope)
        /// The user, or the server, said no (RFC 6749 §4.1.2.1, RFC 8628 §3.5).
        public static let accessDenied = Self(cause: .accessDenied)
        /// A fault of the server (RFC 6749 §4.1.2.1).
        public static let serverError = Self(cause: .serverError)
        /// The server cannot answer now (RFC 6749 §4.1.2.1).
        public static let temporarilyUnavailable = Self(cause: .temporarilyUnavailable)
        /// A token of this kind cannot be revoked (RFC 7009 §2.2.1).
        public static let unsupportedTokenType = Self(cause: .unsupportedTokenType)
        /// A resource is malformed, unknown, or more than was granted (RFC 8707 §2).
        public static let invalidTarget = Self(cause: .invalidTarget)
        /// The user has not decided yet (RFC 8628 §3.5).
        public static let authorizationPending = Self(cause: .authorizationPending)
        /// The user has not decided yet, and the client asks too often (RFC 8628 §3.5).
        public static let slowDown = Self(cause: .slowDown)
        /// The device code has expired (RFC 8628 §3.5).
        public static let expiredToken = Self(cause: .expiredToken)
        /// The DPoP proof is wrong (RFC 9449 §5).
        public static let invalidDPoPProof = Self(cause: .invalidDPoPProof)
        /// The DPoP proof must hold the nonce that comes with this answer (RFC 9449 §8).
        public static let useDPoPNonce = Self(cause: .useDPoPNonce)
        /// A redirect URI cannot be registered (RFC 7591 §3.2.2).
        public static let invalidRedirectURI = Self(cause: .invalidRedirectURI)
        /// A member of a client's metadata is wrong (RFC 7591 §3.2.2).
        public static let invalidClientMetadata = Self(cause: .invalidClientMetadata)
        /// A software statement is wrong (RFC 7591 §3.2.2).
        public static let invalidSoftwareStatement = Self(cause: .invalidSoftwareStatement)
        /// A software statement is not one that is accepted here (RFC 7591 §3.2.2).
        public static let unapprovedSoftwareStatement = Self(cause: .unapprovedSoftwareStatement)
        /// `prompt=none`, and the user would have to be asked something (OpenID Connect Core §3.1.2.6).
        public static let interactionRequired = Self(cause: .interactionRequired)
        /// `prompt=none`, and the user is not logged in (OpenID Connect Core §3.1.2.6).
        public static let loginRequired = Self(cause: .loginRequired)
        /// `prompt=none`, and the user would have to choose an account (OpenID Connect Core §3.1.2.6).
        public static let accountSelectionRequired = Self(cause: .accountSelectionRequired)
        /// `prompt=none`, and the user has not consented (OpenID Connect Core §3.1.2.6).
        public static let consentRequired = Self(cause: .consentRequired)
        /// A `request_uri` is unknown, used or expired (OpenID Connect Core §3.1.2.6, RFC 9126 §2.2).
        public static let invalidRequestURI = Self(cause: .invalidRequestURI)
        /// A request object is wrong (OpenID Connect Core §3.1.2.6, RFC 9101 §7).
        public static let invalidRequestObject = Self(cause: .invalidRequestObject)
        /// `request` is not supported (OpenID Connect Core §3.1.2.6).
        public static let requestNotSupported = Self(cause: .requestNotSupported)
        /// This `request_uri` is not supported (OpenID Connect Core §3.1.2.6).
        public static let requestURINotSupported = Self(cause: .requestURINotSupported)
        /// `registration` is not supported (OpenID Connect Core §3.1.2.6).
        public static let registrationNotSupported = Self(cause: .registrationNotSupported)
        /// The user cannot be authenticated as the client needs it (RFC 9470 §5).
        public static let unmetAuthenticationRequirements = Self(cause: .unmetAuthenticationRequirements)
        /// The token's login is not strong or not recent enough for a resource (RFC 9470 §3).
        public static let insufficientUserAuthentication = Self(cause: .insufficientUserAuthentication)

        /// All codes.
        public static let allCases = Cause.allCases.map(Self.init(cause:))

        /// The code as it is written in answers.
        public var description: String { cause.rawValue }
    }
}
