/// What is not believed any more although its signature is right: a token, or all tokens of a session.
public struct Revocation: Sendable, Hashable {
    /// The session's id (`sid`), or the token's (`jti`).
    public let id: String
    /// From when on nothing of it is alive anyway, in seconds since 1970-01-01T00:00:00Z; then it can be forgotten.
    public let endsAt: Int64

    /// Creates a revocation.
    /// - Parameters:
    ///   - id: The `sid` or the `jti`.
    ///   - endsAt: When it can be forgotten, in seconds since 1970-01-01T00:00:00Z.
    public init(id: String, endsAt: Int64) {
        self.id = id
        self.endsAt = endsAt
    }
}
