/// A token that has just been signed, and what its cookie needs to know of it.
package struct IssuedToken: Sendable {
    /// The token.
    package let text: String
    /// How long it lives, in seconds from now.
    package let expiresIn: Int64
    /// The value of its `csrf` claim, where it has one.
    package let csrfToken: String?
    /// Whether a cookie that carries it outlives the browser's session, where the login said so.
    package let isPersistent: Bool?
}
