extension OAuthError.Code {
    /// What is known of a code.
    struct Row: Sendable {
        /// The status of a JSON answer.
        let status: Int
        /// Whether the authorization endpoint may send it to a client's redirect URI.
        let isRedirected: Bool
        /// The description where the error brings none.
        let explanation: String
    }

    var row: Row {
        switch cause {
        case .invalidRequest:
            Row(400, redirected: true, "A parameter is missing, repeated, malformed or not supported.")
        case .invalidClient:
            Row(401, "The client is unknown, or did not authenticate with its registered method.")
        case .invalidGrant:
            Row(400, "The code or token is wrong, was used, has expired, or belongs to another client; begin again.")
        case .unauthorizedClient:
            Row(400, redirected: true, "This client is not registered for this grant.")
        case .unsupportedGrantType:
            Row(400, "This grant type is not offered; see grant_types_supported in the metadata.")
        case .unsupportedResponseType:
            Row(400, redirected: true, "Only response_type=code is offered.")
        case .invalidScope:
            Row(400, redirected: true, "A scope is malformed, unknown, or more than this client may have.")
        case .accessDenied:
            Row(400, redirected: true, "The request was denied.")
        case .serverError:
            Row(500, redirected: true, "The server failed; try again later.")
        case .temporarilyUnavailable:
            Row(503, redirected: true, "The server cannot answer now; try again soon.")
        case .unsupportedTokenType:
            Row(400, "Tokens of this kind cannot be revoked.")
        case .invalidTarget:
            Row(400, redirected: true, "A resource is malformed, unknown, or was not granted.")
        case .authorizationPending:
            Row(400, "The user has not decided yet; ask again after the interval.")
        case .slowDown:
            Row(400, "The user has not decided yet; wait five seconds longer between requests.")
        case .expiredToken:
            Row(400, "The device code has expired; begin again.")
        case .invalidDPoPProof:
            Row(400, "The DPoP proof is missing or wrong.")
        case .useDPoPNonce:
            Row(400, "Make a DPoP proof with the nonce of the DPoP-Nonce header.")
        case .invalidRedirectURI:
            Row(400, "A redirect URI cannot be registered.")
        case .invalidClientMetadata:
            Row(400, "A member of the client metadata is wrong.")
        case .invalidSoftwareStatement:
            Row(400, "The software statement is wrong.")
        case .unapprovedSoftwareStatement:
            Row(400, "The software statement is not accepted here.")
        case .interactionRequired:
            Row(400, redirected: true, "The user must be asked, which prompt=none forbids.")
        case .loginRequired:
            Row(400, redirected: true, "The user must log in, which prompt=none forbids.")
        case .accountSelectionRequired:
            Row(400, redirected: true, "The user must choose an account, which prompt=none forbids.")
        case .consentRequired:
            Row(400, redirected: true, "The user must consent, which prompt=none forbids.")
        case .invalidRequestURI:
            Row(400, redirected: true, "The request_uri is unknown, was used, or has expired; push the request again.")
        case .invalidRequestObject:
            Row(400, redirected: true, "The request object is wrong.")
        case .requestNotSupported:
            Row(400, redirected: true, "Request objects are not supported; send the parameters themselves.")
        case .requestURINotSupported:
            Row(400, redirected: true, "Only a request_uri of a pushed authorization request is taken.")
        case .registrationNotSupported:
            Row(400, redirected: true, "The parameter registration is not supported.")
        case .unmetAuthenticationRequirements:
            Row(400, redirected: true, "The user cannot be authenticated as this request needs it.")
        case .insufficientUserAuthentication:
            Row(401, "A stronger or more recent login is needed.")
        }
    }
}

extension OAuthError.Code.Row {
    fileprivate init(_ status: Int, redirected: Bool = false, _ explanation: String) {
        self.init(status: status, isRedirected: redirected, explanation: explanation)
    }
}
