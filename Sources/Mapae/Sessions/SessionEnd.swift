/// That something is over: what ``Sessions/end(_:)-(VerifiedToken)`` returns. As an answer it is 204 without a body.
public struct SessionEnd: Sendable, Hashable {
    /// The ids of the sessions that ended just now; empty where they had ended before, or where a token without a session
    /// was revoked.
    public let sessionIDs: [String]
}
