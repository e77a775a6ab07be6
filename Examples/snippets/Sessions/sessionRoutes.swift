import Hummingbird
import HummingbirdMapae

// snippet.sessions.revoke.form
struct Revocation: Decodable {
    let token: String
}
// snippet.end

/// Logins that are renewed and ended.
func sessionRoutes(_ sessions: Sessions) -> Router<BasicTokenRequestContext> {
    let auth = sessions.authority
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.sessions
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try await sessions.begin(for: login.username)
    }

    router.protected("refresh", by: sessions, .refresh).post { _, context in
        try await sessions.rotate(context.token)
    }

    router.protected("logout", by: sessions, .anyType).delete { _, context in
        try await sessions.end(context.token)
    }

    router.protected("protected", by: sessions).get { _, _ in ["hello": "world"] }
    // snippet.end

    // snippet.sessions.everywhere
    router.protected("logout/everywhere", by: sessions).delete { _, context in
        try await sessions.endAll(of: context.token.subject)
    }

    router.protected("users/:name/sessions", by: sessions, .role("admin")).delete { _, context in
        try await sessions.endAll(of: context.parameters.require("name"))
    }
    // snippet.end

    // snippet.sessions.devices
    let devices = router.protected("devices", by: sessions)
    devices.get { _, context in
        try await sessions.sessions(of: context.token.subject).map(\.id)
    }
    devices.delete(":id") { _, context in
        try await sessions.end(session: context.parameters.require("id"), of: context.token.subject)
    }
    // snippet.end

    // snippet.sessions.revoke
    router.post("revoke") { request, context in
        let form = try await request.decode(as: Revocation.self, context: context)
        try await sessions.revoke(form.token)
        return HTTPResponse.Status.ok
    }
    // snippet.end
    return router
}

/// The same for a browser.
func cookieSessions(_ sessions: Sessions) -> Router<BasicTokenRequestContext> {
    let auth = sessions.authority
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.sessions.cookies
    router.post("login") { request, context in
        let login = try await request.decode(as: BrowserLogin.self, context: context)
        guard Credentials(username: login.username, password: login.password).areRight else {
            throw auth.invalidCredentials()
        }
        return try await sessions.inCookies(sessions.begin(for: login.username, isPersistent: login.remember))
    }

    router.protected("refresh", by: sessions, .refresh).post { _, context in
        try await sessions.inCookies(sessions.rotate(context.token))
    }

    router.post("logout") { request, _ in
        var request = request
        if let token = try await auth.authenticate(&request, .anyType) { try await sessions.end(token) }
        return try sessions.removingCookies()
    }
    // snippet.end

    let account = router.protected("account", by: sessions)
    account.get { _, context in ["name": context.token.subject] }
    return router
}
