#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeStore

/// `/admin/sessions`, for tokens with the scope `admin:sessions`: list the sessions of all users or of one, end one or all of a
/// user.
struct AdminSessionsRoutes: Sendable {
    let sessions: Sessions
    let store: any ServerStore

    func add(to router: Router<ServerContext>) {
        let group = router.protected("admin/sessions", by: sessions, .scope(AdminScope.sessions.rawValue))
        group.get { request, _ -> JSONObject in
            let query = try QueryMembers(of: request, "user_id", "after", "limit")
            let limit = Int(try query.number("limit", 1...1000) ?? 100)
            if let user = query.text("user_id") {
                let list = try await store.sessions(of: user)
                return ["sessions": .array(list.map { .object($0.adminView) })]
            }
            let page = try await store.sessions(after: query.text("after"), limit: limit)
            var answer: JSONObject = ["sessions": .array(page.map { .object($0.adminView) })]
            if page.count == limit, let last = page.last { answer["next"] = .string(last.id) }
            return answer
        }
        group.delete { request, context in
            let query = try QueryMembers(of: request, "user_id")
            guard let user = query.text("user_id"), !user.isEmpty else {
                throw RequestError.invalid("Say whose sessions: DELETE /admin/sessions?user_id=…")
            }
            return try await sessions.endAll(of: user, by: ender(context))
        }
        group.delete(":id") { _, context -> HTTPResponse.Status in
            let id = try context.parameters.require("id")
            if let session = try await store.session(id: id) {
                try await sessions.end(session: id, of: session.subject, by: ender(context))
            }
            return .noContent
        }
    }

    private func ender(_ context: AuthenticatedContext<ServerContext>) -> SessionEnder {
        SessionEnder(context.token.subject, network: context.client.network, reason: "ended_by_administrator")
    }
}
#endif
