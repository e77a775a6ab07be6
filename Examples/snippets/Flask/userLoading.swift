import Hummingbird
import HummingbirdMapae

// snippet.user
struct User: Sendable {
    let id: Int
    let name, fullName: String
}

protocol Users: Sendable {
    func user(named name: String) async throws -> User?
    func user(id: Int) async throws -> User?
}
// snippet.end

/// `automatic_user_loading.py`: a protected route has its user looked up.
func userLoading(_ auth: TokenAuthority, users: some Users) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.user.issuer
    let issuer = auth.issuer(for: User.self, subject: { user in "\(user.id)" })
    // snippet.end

    // snippet.user.login
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.password == "test", let user = try await users.user(named: login.username) else {
            throw auth.invalidCredentials("Wrong username or password")
        }
        return try await issuer.accessToken(for: user, fresh: true)
    }
    // snippet.end

    // snippet.user.loading
    let find = { @Sendable (token: VerifiedToken) async throws -> User? in
        guard let id = Int(token.subject) else { return nil }
        return try await users.user(id: id)
    }
    router.protected("who_am_i", by: auth, loading: find).get { _, context in
        ["id": "\(context.user.id)", "full_name": context.user.fullName, "username": context.user.name]
    }
    // snippet.end

    // snippet.user.optional
    router.protected("greeting", by: auth, .optional, loading: find).get { _, context in
        "Hello, \(context.user?.fullName ?? "stranger")"
    }
    // snippet.end
    return router
}
