import MapaeJOSE

/// A successful answer of the token endpoint (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3).
struct IssuedTokens: Sendable, CustomStringConvertible, CustomReflectable {
    let access: IssuedAccessToken
    var refresh: String?
    var idToken: String?

    /// The answer.
    var answer: OAuthAnswer {
        var writer = JSONWriter(reserving: 1024)
        writer.beginObject()
        writer.member("access_token", access.text)
        writer.member("token_type", access.content.keyThumbprint == nil ? "Bearer" : "DPoP")
        writer.member("expires_in", access.content.expiresAt - access.content.issuedAt)
        if let refresh { writer.member("refresh_token", refresh) }
        if !access.content.scopes.isEmpty { writer.member("scope", access.content.scopes.description) }
        if let idToken { writer.member("id_token", idToken) }
        writer.endObject()
        return OAuthAnswer(json: writer.bytes)
    }

    /// That there are tokens, and none of them.
    var description: String { "IssuedTokens" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
