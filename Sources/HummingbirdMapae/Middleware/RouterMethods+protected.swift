public import Hummingbird
public import Mapae

extension RouterMethods where Context: TokenRequestContext {
    /// Routes that take a valid token only. In their handlers `context.token` is not optional.
    ///
    /// ```swift
    /// router.protected(by: auth).get("me") { _, context in ["sub": context.token.subject] }
    /// router.protected("password", by: auth, .fresh).post { _, context in … }
    /// ```
    ///
    /// A request without a token, or with a bad one, gets 401 and never reaches the handler (RFC 6750 §3).
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - requirements: What the token must meet, all of it. An access token unless told.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier>(
        _ path: RouterPath = "", by verifier: Verifier, _ requirements: TokenRequirement...
    ) -> RouterGroup<AuthenticatedContext<Context>> {
        guarded(path, verifier, TokenRequirements(requirements))
    }

    /// Routes that take a token if there is one. In their handlers `context.token` is `nil` without.
    ///
    /// ```swift
    /// router.protected("feed", by: auth, .optional).get { _, context in context.token?.subject ?? "stranger" }
    /// ```
    ///
    /// A bad token still gets 401, unless told: whoever shows one expects to be known.
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - optional: `.optional`, or `.optional(badTokens:)`.
    ///   - requirements: What a token must meet if there is one.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier>(
        _ path: RouterPath = "", by verifier: Verifier, _ optional: OptionalToken, _ requirements: TokenRequirement...
    ) -> RouterGroup<OptionalTokenContext<Context>> {
        group(path)
            .add(
                middleware: TokenMiddleware(
                    verifier, TokenRequirements(requirements).optional, badTokens: optional.badTokens)
            )
            .group(context: OptionalTokenContext<Context>.self)
    }
}
