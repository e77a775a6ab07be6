import Hummingbird
import HummingbirdMapae

/// Keys change without a new start.
func liveRotation(_ keys: LiveKeyRing, _ policy: TokenPolicy) throws -> Router<BasicTokenRequestContext> {
    // snippet.rotation.live
    let auth = try TokenAuthority(liveKeys: keys, policy: policy)
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: true)
    }
    router.protected("protected", by: auth).get { _, context in context.token.subject }
    return router
}

/// A new key that signs from the next token on.
func replaceKey(of keys: LiveKeyRing, by new: SigningKey, _ policy: TokenPolicy) throws {
    // snippet.rotation.replace
    let lastDeath = TokenClock.system.now().advanced(by: policy.refreshTokenLifetime)
    keys.replace(by: try keys.ring.rotated(to: new, retiringAt: lastDeath))
    // snippet.end
}
