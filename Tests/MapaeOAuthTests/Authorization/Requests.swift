import MapaeOAuth
import Testing

/// Authorization requests to a small server.
enum Requests {
    static let challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    /// All that a public client needs; scopes and what is tried are added.
    static let base =
        "response_type=code&client_id=s6BhdRkqt3&state=xyz&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&"
        + challenge
    static let complete = base + "&scope=read"

    static func policy() throws -> AuthorizationPolicy {
        AuthorizationPolicy(
            issuer: "https://server.example.com",
            scopes: try ScopeList(parsing: "openid profile email offline_access read write"),
            resources: [
                try ResourceIndicator("https://api.example.com/app/"),
                try ResourceIndicator("https://contacts.example.com/"),
            ])
    }

    static func read(_ query: String, _ client: Client? = nil, wasPushed: Bool = false) throws -> AuthorizationRequest {
        try AuthorizationRequest(Parameters(query), client: client ?? .sample(), policy: policy(), wasPushed: wasPushed)
    }

    /// The error of a request, which there must be.
    static func error(_ query: String, _ client: Client? = nil, wasPushed: Bool = false) throws -> AuthorizationError {
        try #require(throws: AuthorizationError.self, "\(query.prefix(300))") {
            try read(query, client, wasPushed: wasPushed)
        }
    }
}
