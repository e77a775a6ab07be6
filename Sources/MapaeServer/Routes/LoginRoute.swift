#if Server
import Hummingbird
import HummingbirdMapae
import MapaeAccounts
import MapaeStore

/// `POST /login {"username", "password"}`: a session with its pair of tokens, or 401 with one text for every cause.
struct LoginRoute: Sendable {
    let accounts: Accounts
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.post("login") { request, context in
            let body = try await JSONBody.object(of: request, limit: context.maxUploadSize)
            guard let username = body["username"]?.string, let password = body["password"]?.string else {
                throw RequestError.invalid("Send {\"username\": \"…\", \"password\": \"…\"}, both texts.")
            }
            do {
                let user = try await accounts.authenticate(username: username, password: password)
                return try await sessions.begin(for: user.id, claims: user.tokenClaims)
            } catch let error as AccountError where error == AccountError(.invalidCredentials) {
                throw sessions.authority.invalidCredentials("Bad username or password")
            }
        }
    }
}
#endif
