/// What a token is for. The `type` claim says it, and no route takes one kind for the other.
public enum TokenType: String, Sendable, Hashable, CaseIterable {
    /// Shown with each request; lives for minutes.
    case access
    /// Shown only to get new tokens; lives for days.
    case refresh
}
