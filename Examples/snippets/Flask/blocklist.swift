import Hummingbird
import HummingbirdMapae

// snippet.blocklist.store
/// Remembers revoked tokens for as long as they would have lived.
actor Blocklist {
    private var ends: [String: NumericDate] = [:]
    private let now: @Sendable () -> NumericDate

    init(now: @escaping @Sendable () -> NumericDate = TokenClock.system.now) { self.now = now }

    func add(_ token: VerifiedToken) {
        let now = now()
        ends = ends.filter { now < $0.value }
        if let id = token.tokenID { ends[id] = token.expirationTime }
    }

    func add(_ token: AuthenticToken) {
        // One that has expired needs no entry.
        if case .current(let token) = token { add(token) }
    }

    func contains(_ token: VerifiedToken) -> Bool {
        // A token without a number could not be told from others.
        token.tokenID.map { ends[$0] != nil } ?? true
    }

    var count: Int { ends.count }
}
// snippet.end

/// `blocklist_redis.py`: a list of your own, asked for each request. `Sessions` needs no such list.
func blocklist(_ auth: TokenAuthority, _ blocklist: Blocklist) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.tokenPair(for: login.username, fresh: true)
    }

    // snippet.blocklist
    let checked = auth.withBlocklist { token in await blocklist.contains(token) }

    router.protected("logout", by: checked, .anyType).delete { _, context in
        await blocklist.add(context.token)
        return ["msg": "\(context.token.type.rawValue) token revoked"]
    }

    router.protected("protected", by: checked).get { _, _ in ["hello": "world"] }
    // snippet.end

    // snippet.blocklist.late
    router.post("revoke") { request, _ in
        var request = request
        // A logout is right also when it comes twice, or too late.
        if let token = try await auth.authenticate(&request, .anyType) { await blocklist.add(token) }
        return ["msg": "revoked"]
    }
    // snippet.end
    router.protected("refresh", by: checked, .refresh).post { _, context in
        try auth.accessToken(for: context.token.subject)
    }
    return router
}
