/// Makes a token optional: `router.protected("feed", by: auth, .optional)`.
///
/// It is a type of its own, so that the compiler knows which routes have a token for certain.
public struct OptionalToken: Sendable {
    /// A request without a token passes with `context.token == nil`; one with a bad token is refused all the same.
    public static let optional = OptionalToken()
}
