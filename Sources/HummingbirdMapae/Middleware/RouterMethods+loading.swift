public import Hummingbird
public import Mapae

extension RouterMethods where Context: TokenRequestContext {
    /// Routes that take a valid token only and have its user looked up. In their handlers `context.user` is not optional.
    ///
    /// ```swift
    /// router.protected("me", by: auth, loading: User.self).get { _, context in context.user.name }
    /// ```
    ///
    /// The user is looked up once for each request, and only on these routes. One that there is not any more gets 401.
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - requirements: What the token must meet, all of it. An access token unless told.
    ///   - user: The type of the user, which knows how to find one.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier, User: TokenUser>(
        _ path: RouterPath = "", by verifier: Verifier, _ requirements: TokenRequirement..., loading user: User.Type
    ) -> RouterGroup<UserContext<Context, User>> {
        loading(path, verifier, TokenRequirements(requirements)) { try await User.user(of: $0) }
    }

    /// Routes that take a valid token only and have its user looked up. In their handlers `context.user` is not optional.
    ///
    /// ```swift
    /// router.protected("me", by: auth, loading: { try await users.find(id: $0.subject) }).get { _, context in context.user.name }
    /// ```
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - requirements: What the token must meet, all of it. An access token unless told.
    ///   - find: Finds the user that a token is about; `nil` for one that there is not any more.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier, User: Sendable>(
        _ path: RouterPath = "", by verifier: Verifier, _ requirements: TokenRequirement...,
        loading find: @escaping @Sendable (VerifiedToken) async throws -> User?
    ) -> RouterGroup<UserContext<Context, User>> {
        loading(path, verifier, TokenRequirements(requirements), find)
    }

    /// Routes that take a token if there is one, and have its user looked up. In their handlers `context.user` is `nil` without.
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - optional: `.optional`, or `.optional(badTokens:)`.
    ///   - requirements: What a token must meet if there is one.
    ///   - user: The type of the user, which knows how to find one.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier, User: TokenUser>(
        _ path: RouterPath = "", by verifier: Verifier, _ optional: OptionalToken, _ requirements: TokenRequirement...,
        loading user: User.Type
    ) -> RouterGroup<OptionalUserContext<Context, User>> {
        optionallyLoading(path, verifier, optional, TokenRequirements(requirements)) { try await User.user(of: $0) }
    }

    /// Routes that take a token if there is one, and have its user looked up. In their handlers `context.user` is `nil` without.
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - verifier: Who checks the token.
    ///   - optional: `.optional`, or `.optional(badTokens:)`.
    ///   - requirements: What a token must meet if there is one.
    ///   - find: Finds the user that a token is about; `nil` for one that there is not any more.
    /// - Returns: A group to add routes to.
    public func protected<Verifier: TokenVerifier, User: Sendable>(
        _ path: RouterPath = "", by verifier: Verifier, _ optional: OptionalToken, _ requirements: TokenRequirement...,
        loading find: @escaping @Sendable (VerifiedToken) async throws -> User?
    ) -> RouterGroup<OptionalUserContext<Context, User>> {
        optionallyLoading(path, verifier, optional, TokenRequirements(requirements), find)
    }

    private func loading<Verifier: TokenVerifier, User: Sendable>(
        _ path: RouterPath, _ verifier: Verifier, _ requirements: TokenRequirements,
        _ find: @escaping @Sendable (VerifiedToken) async throws -> User?
    ) -> RouterGroup<UserContext<Context, User>> {
        group(path)
            .add(middleware: TokenMiddleware(verifier, requirements))
            .add(middleware: UserMiddleware(verifier: verifier, find: find))
            .group(context: UserContext<Context, User>.self)
    }

    private func optionallyLoading<Verifier: TokenVerifier, User: Sendable>(
        _ path: RouterPath, _ verifier: Verifier, _ optional: OptionalToken, _ requirements: TokenRequirements,
        _ find: @escaping @Sendable (VerifiedToken) async throws -> User?
    ) -> RouterGroup<OptionalUserContext<Context, User>> {
        group(path)
            .add(middleware: TokenMiddleware(verifier, requirements.optional, badTokens: optional.badTokens))
            .add(middleware: UserMiddleware(verifier: verifier, find: find))
            .group(context: OptionalUserContext<Context, User>.self)
    }
}
