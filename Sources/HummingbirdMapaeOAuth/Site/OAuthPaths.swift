import MapaeOAuth

/// The paths of the pages, with that of the issuer before them.
struct OAuthPaths: Sendable {
    let authorization: String
    /// Goes on with a request in progress.
    let resumption: String
    let login: String
    let decision: String
    let device: String
    let deviceLogin: String
    let deviceDecision: String
    let logout: String
    let logoutResumption: String
    let logoutDecision: String
    let consents: String
    let consentsLogin: String

    init(_ server: AuthorizationServer) {
        let endpoints = server.settings.endpoints
        let base = server.issuer.path
        authorization = base + endpoints.authorization
        resumption = authorization + "/resume"
        login = authorization + "/login"
        decision = authorization + "/decision"
        device = base + endpoints.deviceVerification
        deviceLogin = device + "/login"
        deviceDecision = device + "/decision"
        logout = base + endpoints.endSession
        logoutResumption = logout + "/resume"
        logoutDecision = logout + "/decision"
        consents = base + endpoints.consents
        consentsLogin = consents + "/login"
    }
}
