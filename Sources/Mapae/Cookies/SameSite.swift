/// When a browser sends a cookie with a request that another site has caused (RFC 6265bis §4.1.2.7).
public enum SameSite: String, Sendable, Hashable, CaseIterable {
    /// Never: not even when the user follows a link.
    case strict = "Strict"
    /// Only when the user follows a link (`GET` at the top level).
    case lax = "Lax"
    /// Always. Browsers demand `Secure` with it.
    case none = "None"
}
