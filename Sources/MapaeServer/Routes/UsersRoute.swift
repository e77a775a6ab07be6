#if Server
import Hummingbird
import HummingbirdMapae
import MapaeAccounts
import MapaeStore

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
            let now = logins.now()
            let record = { @Sendable (user: UserRecord) in
                AuditKind.userCreated.record(at: now, subject: user.id, actor: user.id, network: network)
            }
            let user = try await logins.signingUp(network: network) {
                try await accounts.signUp(username: username, password: password, email: email) { [record($0)] }
            }
            logins.audit.write([record(user)])
            return EditedResponse(status: .created, response: user.ownView)
        }
    }
}
#endif
