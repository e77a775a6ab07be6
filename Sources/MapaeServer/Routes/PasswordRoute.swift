#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeAccounts

/// `POST /password {"current_password", "new_password"}`: 204, and all other sessions of the user have ended.
struct PasswordRoute: Sendable {
    let accounts: Accounts
    let sessions: Sessions
    let logins: LoginGuard

    func add(to router: Router<ServerContext>) {
        router.protected("password", by: sessions).post { request, context -> HTTPResponse.Status in
            let body = try await BodyMembers(
                of: request, limit: context.maxUploadSize, "current_password", "new_password")
            let (current, new) = (try body.text("current_password"), try body.text("new_password"))
            let token = context.token
            guard let user = try await accounts.user(id: token.subject) else {
                throw sessions.prepared(TokenError(.sessionEnded))
            }
            let record = AuditKind.passwordChanged.record(
                at: logins.now(), subject: user.id, actor: user.id, sessionID: token.sessionID,
                network: context.client.network)
            let ender = SessionEnder(user.id, network: context.client.network, reason: record.kind)
            do {
                // Whoever has a token of the user's is no stranger: strangers' guesses do not hinder, and these are counted apart.
                let change = try await logins.guarding(
                    user.username, network: context.client.network,
                    failing: .passwordChangeFailed, sessionID: token.sessionID
                ) {
                    try await accounts.changePassword(
                        of: user.id, current: current, new: new, ending: sessions.sweep(except: token, by: ender)
                    ) { _ in [record] }
                }
                sessions.learn(change.ended, of: user.id, by: ender)
                logins.audit.write([record])
                return .noContent
            } catch let error as AccountError where error == AccountError(.invalidCredentials) {
                throw RouteError(.forbidden, "invalid_credentials", "The present password is another.")
            }
        }
    }
}
#endif
