/// A user that a route can have looked up for it.
///
/// ```swift
/// extension User: TokenUser {
///     static func user(of token: VerifiedToken) async throws -> User? { try await Database.shared.user(id: token.subject) }
/// }
/// router.protected("me", by: auth, loading: User.self).get { _, context in context.user.name }
/// ```
public protocol TokenUser: Sendable {
    /// Finds the user that a token is about.
    /// - Parameter token: A token that has been checked.
    /// - Returns: `nil` for a user that there is not any more; then the request is refused with 401.
    static func user(of token: VerifiedToken) async throws -> Self?
}
