import Hummingbird
import HummingbirdMapae

struct Credentials: Decodable { let username, password: String }

do {
    let auth = try TokenAuthority(signingKey: .hs256(secret: Environment().require("JWT_SECRET_KEY")))
    let router = Router(context: BasicTokenRequestContext.self)

    router.post("login") { request, context in
        let user = try await request.decode(as: Credentials.self, context: context)
        guard user.username == "test", user.password == "test" else {
            throw auth.invalidCredentials("Bad username or password")
        }
        return try auth.accessToken(for: user.username, fresh: true)
    }

    let account = router.protected(by: auth)
    account.get("protected") { _, context in ["logged_in_as": context.token.subject] }

    try await Application(router: router).runService()
} catch {
    StartupAdvice(error).exit()
}
