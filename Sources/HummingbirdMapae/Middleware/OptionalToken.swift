/// Makes a token optional: `router.protected("feed", by: auth, .optional)`.
///
/// It is a type of its own, so that the compiler knows which routes have a token for certain.
public struct OptionalToken: Sendable {
    let badTokens: BadTokenPolicy

    /// A request without a token passes with `context.token == nil`; one with a bad token is refused all the same.
    public static let optional = OptionalToken(badTokens: .refused)

    /// A request without a token passes with `context.token == nil`.
    ///
    /// ```swift
    /// router.protected("feed", by: auth, .optional(badTokens: .anonymousWhenExpired))
    /// ```
    /// - Parameter badTokens: What becomes of one with a bad token. The handler finds what was wrong in `context.refusal`.
    public static func optional(badTokens: BadTokenPolicy) -> OptionalToken { OptionalToken(badTokens: badTokens) }
}
