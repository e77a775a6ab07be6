import Hummingbird
import HummingbirdMapae
import HummingbirdMapaeAccounts
import HummingbirdMapaeOAuth
import MapaeSQLite

struct Credentials: Decodable { let username, password: String }

do {
    let port = Environment().get("PORT", as: Int.self) ?? 8080
    let auth = try TokenAuthority(signingKey: SigningKey(pem: Environment().require("SIGNING_KEY_PEM")))
    let store = try await SQLiteDatabase.openStore(at: "accounts.sqlite")
    let accounts = try ThrottledAccounts(store: store)
    let sessions = Sessions(auth, store: store)
    var settings = OAuthSettings()
    settings.registrationAccess = .open  // Other applications register themselves: for this machine only.
    let provider = try AuthorizationServer(
        issuer: Issuer("http://127.0.0.1:\(port)"), sessions: sessions, store: store, users: StoredUsers(store),
        settings: settings)
    let router = Router(context: BasicTokenRequestContext.self)
    router.add(authorizationServer: provider, pages: OAuthPages(login: accounts)) { $1.network }

    router.post("users") { request, context in
        let typed = try await request.decode(as: Credentials.self, context: context)
        let user = try await accounts.signUp(username: typed.username, password: typed.password, from: context.network)
        return EditedResponse(status: .created, response: ["id": user.id])
    }
    router.post("login") { request, context in
        let typed = try await request.decode(as: Credentials.self, context: context)
        let user = try await accounts.logIn(username: typed.username, password: typed.password, from: context.network)
        return try await sessions.begin(for: user.id, epoch: user.sessionEpoch)
    }

    let account = router.protected(by: sessions)
    account.get("protected") { _, context in ["logged_in_as": context.token.subject] }
    account.post("logout") { _, context in try await sessions.end(context.token) }
    router.protected("refresh", by: sessions, .refresh).post { _, context in try await sessions.rotate(context.token) }

    let address = BindAddress.hostname("127.0.0.1", port: port)
    try await Application(
        router: router, configuration: .init(address: address), services: [sessions, AuthorizationSweeper(provider)]
    ).runService()
} catch {
    StartupAdvice(error).exit()
}
