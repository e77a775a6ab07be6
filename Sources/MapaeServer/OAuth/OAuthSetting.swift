#if Server
/// What an operator sets of the authorization server.
struct OAuthSetting: Sendable {
    /// Who may register clients.
    enum Registration: String, Sendable, CaseIterable {
        /// Everybody who reaches the server.
        case open
        /// Who has the token that `mapae clients registration-token` shows.
        case token
        /// Nobody but the operator.
        case off
    }

    /// Whether there is an authorization server.
    var isOn = true
    /// The issuer as it was set (RFC 8414 §2); `nil` where it was not.
    var issuer: String?
    /// Scopes beside those of OpenID Connect, with one space between.
    var scopes = ""
    /// Resources that tokens can be for (RFC 8707), with one space between.
    var resources = ""
    /// Those of the resources whose tokens are opaque whatever their client's are, with one space between.
    var opaqueResources = ""
    /// Who may register clients; unless told everybody on a server for this machine only, and who has the token elsewhere.
    var registration: Registration?
    /// Whether a `client_id` may be the address of a client's metadata document; unless told on a server for this machine only.
    var clientDocuments: Bool?
}
#endif
