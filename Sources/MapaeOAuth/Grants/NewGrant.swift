import MapaeStore

/// A grant that is ready to begin, with the tokens that are given out when it has.
struct NewGrant: Sendable {
    /// What begins, in one step with whatever it comes of.
    let effects: GrantEffects
    /// What the client gets.
    let tokens: IssuedTokens
    /// That it has begun.
    let event: OAuthEvent
}
