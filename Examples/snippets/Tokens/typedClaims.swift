import Hummingbird
import HummingbirdMapae

// snippet.typed.type
struct Rank: Codable, Sendable {
    let title: String
    let horses: Int
}
// snippet.end

/// Claims as a type of yours, both ways.
func typedClaims(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.typed
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: true, claims: Rank(title: "rider", horses: 3))
    }

    router.protected("horses", by: auth).get { _, context in
        let rank = try context.token.claims(as: Rank.self)
        return "\(rank.horses) for a \(rank.title)"
    }
    // snippet.end
    return router
}
