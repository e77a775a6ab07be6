/// What kind of access token a policy is about.
///
/// One key may sign several kinds, and none passes for another (RFC 8725 §3.11, §3.12).
public struct TokenProfile: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case session, oauth }

    let kind: Kind

    /// Tokens of type `JWT` with a claim `type`, as a ``TokenAuthority`` issues them, and Flask-JWT-Extended does.
    public static let session = Self(kind: .session)
    /// Access tokens of an authorization server (RFC 9068): of type `at+jwt`, with `iss`, `exp`, `aud`, `sub`, `client_id`, `iat` and
    /// `jti`. A policy of these only checks, and must name the issuer and the audience. A token that is bound to a key (`cnf`, RFC 7800)
    /// is refused, as the proof that has to come with it is not seen here (RFC 9449 §7.1); a ``ProtectedResource`` sees it.
    public static let oauth = Self(kind: .oauth)

    /// The `typ` of the header, for comparing without making a text of it.
    var mediaType: StaticString {
        switch kind {
        case .session: "jwt"
        case .oauth: "at+jwt"
        }
    }
}
