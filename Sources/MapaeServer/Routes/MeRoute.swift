#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeAccounts

/// `GET /me`: who the token says you are; no store is asked. `DELETE /me {"password"}`: 204, and the user is deleted.
struct MeRoute: Sendable {
    let accounts: Accounts
    let sessions: Sessions
    let logins: LoginGuard

    func add(to router: Router<ServerContext>) {
        let me = router.protected("me", by: sessions)
        me.get { _, context in
            var me: JSONObject = ["sub": .string(context.token.subject)]
            if let username = context.token.username { me["preferred_username"] = .string(username) }
            if !context.token.scopes.isEmpty { me["scope"] = .string(context.token.scopes.joined(separator: " ")) }
            return me
        }
        me.delete { request, context -> HTTPResponse.Status in
            let body = try await BodyMembers(of: request, limit: context.maxUploadSize, "password")
            let password = try body.text("password")
            let network = context.client.network
            guard let user = try await accounts.user(id: context.token.subject) else {
                throw sessions.prepared(TokenError(.sessionEnded))
            }
            do {
                _ = try await logins.guarding(
                    user.username, network: network, failing: .loginFailed,
                    sessionID: context.token.sessionID
                ) {
                    try await accounts.authenticate(username: user.username, password: password)
                }
            } catch let error as AccountError where error == AccountError(.invalidCredentials) {
                throw RouteError(.forbidden, "invalid_credentials", "The password is another.")
            }
            let record = AuditKind.userDeleted.record(
                at: logins.now(), subject: user.id, actor: user.id, sessionID: context.token.sessionID,
                network: network)
            let ender = SessionEnder(user.id, network: network, reason: record.kind)
            let change = try await accounts.delete(user.id, ending: sessions.sweep(by: ender)) { _ in [record] }
            sessions.learn(change.ended, of: user.id, by: ender)
            logins.audit.write([record])
            return .noContent
        }
    }
}
#endif
