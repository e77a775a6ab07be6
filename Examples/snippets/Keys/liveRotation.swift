import Hummingbird
import HummingbirdMapae
import Synchronization

// snippet.rotation.current
/// The authority that signs and checks now. Another can take its place while the server runs.
final class CurrentAuthority: Sendable {
    private let authority: Mutex<TokenAuthority>

    init(_ authority: TokenAuthority) { self.authority = Mutex(authority) }

    var now: TokenAuthority { authority.withLock { $0 } }
    func replace(by next: TokenAuthority) { authority.withLock { $0 = next } }
}
// snippet.end

/// Keys change without a new start.
func liveRotation(_ current: CurrentAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw current.now.invalidCredentials() }
        return try current.now.accessToken(for: login.username, fresh: true)
    }
    // snippet.rotation.live
    let verifier = TenantVerifier { _ in current.now }
    router.protected("protected", by: verifier).get { _, context in context.token.subject }
    // snippet.end
    return router
}
