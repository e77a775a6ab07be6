#if Server
/// How strong the server's logins are, as clients are told (`acr`) and may ask for.
enum LoginStrength {
    /// A password over a protected connection (SAML 2.0 Authentication Context §3.4.9): a name that clients know from elsewhere, and that says
    /// what was done and nothing of how well. A server without TLS is on this machine only, or behind a proxy that has it.
    static let password = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"

    /// All, the strongest first.
    static let all = [password]
}
#endif
