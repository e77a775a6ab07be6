/// Who ends a session, from where and why, for the audit log. Nothing is decided by it.
///
/// ```swift
/// try await sessions.endAll(of: user.id, by: SessionEnder(context.token.subject, reason: "password_changed"))
/// ```
public struct SessionEnder: Sendable, Hashable {
    /// Who: the id of a user, or a word of the program's own, such as `operator`. `nil` for nobody in particular.
    public let actor: String?
    /// From where: the part of an address that tells its network.
    public let network: String?
    /// Why: a stable code in snake case, such as `logout`.
    public let reason: String?

    /// Creates an ender.
    /// - Parameters:
    ///   - actor: Who.
    ///   - network: From where.
    ///   - reason: Why, as a stable code in snake case.
    public init(_ actor: String? = nil, network: String? = nil, reason: String? = nil) {
        self.actor = actor
        self.network = network
        self.reason = reason
    }
}
