#if Server
import Hummingbird
import HummingbirdMapae
import MapaeAccounts

/// `POST /users {"username", "password"}` and perhaps `"email"`: 201 with the new user, who can log in then.
///
/// It tells whether a name is taken, as every sign-up with names does: whoever gets one does not have another's. So it costs the
/// same work either way, and each network has a limit.
struct UsersRoute: Sendable {
    let accounts: Accounts
    let logins: LoginGuard

    func add(to router: Router<ServerContext>) {
        router.post("users") { request, context -> EditedResponse<JSONObject> in
            let body = try await BodyMembers(
                of: request, limit: context.maxUploadSize, "username", "password", "email")
            let (username, password) = (try body.text("username"), try body.text("password"))
            let email = try body.optionalText("email")
            let network = context.client.network
            let ticket = try await logins.admitSignUp(network: network)
            do {
                let now = logins.now()
                let user = try await AccountError.explaining {
                    try await accounts.signUp(username: username, password: password, email: email) { user in
                        [AuditKind.userCreated.record(at: now, subject: user.id, actor: user.id, network: network)]
                    }
                }
                ticket.succeeded()
                logins.audit.write([
                    AuditKind.userCreated.record(at: now, subject: user.id, actor: user.id, network: network)
                ])
                return EditedResponse(status: .created, response: user.ownView)
            } catch let error as RouteError {
                // A taken name is an answer that was worth asking for; what could not be a name at all was not.
                if error.status == .conflict { ticket.failed() } else { ticket.withdrawn() }
                throw error
            } catch let error as AccountError where [.overloaded, .shutDown].contains(error.code) {
                ticket.withdrawn()
                throw error
            } catch {
                // The hash is paid for: with a full disk nobody may have as many as he likes.
                ticket.failed()
                throw error
            }
        }
    }
}
#endif
