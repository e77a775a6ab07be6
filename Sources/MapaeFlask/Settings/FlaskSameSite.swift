/// The `SameSite` attribute of cookies, under the names of `JWT_COOKIE_SAMESITE`.
public enum FlaskSameSite: String, Sendable, Hashable, CaseIterable {
    /// Sent with every request, also from other sites; browsers take it with `Secure` only.
    case none = "None"
    /// Sent from other sites only when a user follows a link.
    case lax = "Lax"
    /// Never sent from other sites.
    case strict = "Strict"
}
