#if Server
import Hummingbird
import HummingbirdMapae

/// `GET /sessions`: the user's own, logins and grants to clients, the oldest first. `DELETE /sessions/{id}`: 204, and that one has ended; another's is left
/// alone, with the same answer.
struct SessionsRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        let own = router.protected("sessions", by: sessions)
        own.get { _, context -> JSONObject in
            let current = context.token.sessionID
            let list = try await sessions.sessions(of: context.token.subject)
            return ["sessions": .array(list.map { .object($0.view(current: current)) })]
        }
        own.delete(":id") { _, context in
            let subject = context.token.subject
            return try await sessions.end(
                session: context.parameters.require("id"), of: subject,
                by: SessionEnder(subject, network: context.client.network, reason: "ended_by_user"))
        }
    }
}
#endif
