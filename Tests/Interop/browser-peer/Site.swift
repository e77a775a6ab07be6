import Hummingbird
import HummingbirdMapae
import Synchronization

/// Logins, and one thing that is worth forging: a transfer, which is counted.
final class Site: Sendable {
    private let authority: TokenAuthority
    private let transfers = Mutex(0)

    init(key: SigningKey, cookies: CookieCarrier) throws {
        authority = try TokenAuthority(signingKey: key, accept: [.header, .cookie(cookies)])
    }

    func add(to router: Router<BasicTokenRequestContext>, at prefix: RouterPath) {
        let routes = router.group(prefix)
        routes.post("login") { [self] _, _ in
            try authority.inCookies(authority.tokenPair(for: "ada", fresh: true))
        }
        routes.post("logout") { [self] _, _ in try authority.removingCookies() }
        routes.get("transfers") { [self] _, _ in ["transfers": transfers.withLock { $0 }] }
        routes.protected("me", by: authority).get { _, context in ["sub": context.token.subject] }
        routes.protected("refresh", by: authority, .refresh).post { [self] _, context in
            try authority.inCookies(authority.accessToken(for: context.token.subject))
        }
        routes.protected("transfer", by: authority).post { [self] _, _ in ["transfers": transferred()] }
    }

    private func transferred() -> Int {
        transfers.withLock { count in
            count += 1
            return count
        }
    }
}
