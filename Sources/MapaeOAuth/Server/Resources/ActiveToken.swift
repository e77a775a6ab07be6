import MapaeStore

/// An access token that is good now.
struct ActiveToken: Sendable {
    /// What it says.
    let content: AccessToken
    /// The grant that it belongs to; `nil` for a client's own token.
    let grant: SessionRecord?
}
