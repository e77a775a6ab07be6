/// What an access token says, be it written in the token (RFC 9068 §2.2) or stored beside it.
struct AccessToken: Sendable, Hashable {
    /// Whom it is about (`sub`): a user, or the client itself (RFC 9068 §2.2).
    var subject: String
    /// Who got it (`client_id`).
    var clientID: String
    /// What it allows.
    var scopes: ScopeList
    /// Whom it is for (`aud`); never empty.
    var audience: [String]
    /// The grant that it belongs to (`sid`); `nil` for a client's own token.
    var grantID: String?
    /// When the user has shown a credential, in seconds since 1970-01-01T00:00:00Z.
    var authTime: Int64?
    /// How strong that was.
    var acr: String?
    /// What the user has shown.
    var amr: [String] = []
    /// The thumbprint of the key that it is bound to (RFC 9449 §6).
    var keyThumbprint: String?
    /// When it was issued, in seconds since 1970-01-01T00:00:00Z.
    var issuedAt: Int64
    /// When it must be refused, in seconds since 1970-01-01T00:00:00Z.
    var expiresAt: Int64
    /// Its own number (`jti`); `nil` for an opaque one, which needs none.
    var tokenID: String?
}
