extension AuthorizationRequest {
    /// The parameters that mean something here, but for the client and its key. Of those that mean nothing (RFC 6749 §3.1) nothing is
    /// kept for a stranger; those that are refused stand here, so that they still are.
    static let parameterNames = [
        "response_type", "redirect_uri", "scope", "state", "response_mode", "code_challenge", "code_challenge_method",
        "nonce", "display", "prompt", "max_age", "ui_locales", "claims_locales", "id_token_hint", "login_hint",
        "acr_values", "claims", ResourceIndicator.parameter, "request", "registration",
    ]
}
