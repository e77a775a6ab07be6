import Hummingbird
import HummingbirdMapae

struct Credentials: Decodable { let username, password: String }

do {
    let port = Environment().get("PORT", as: Int.self) ?? 8080
    let auth = try TokenAuthority(signingKey: .hs256(secret: Environment().require("JWT_SECRET_KEY")))
    let router = Router(context: BasicTokenRequestContext.self)

    router.post("login") { request, context in
        let typed = try await request.decode(as: Credentials.self, context: context)
        guard typed.username == "test", typed.password == "test" else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: typed.username, fresh: true)
    }

    let account = router.protected(by: auth)
    account.get("protected") { _, context in ["logged_in_as": context.token.subject] }

    let address = BindAddress.hostname("127.0.0.1", port: port)
    try await Application(router: router, configuration: .init(address: address)).runService()
} catch {
    StartupAdvice(error).exit()
}
