#if Server
import Hummingbird
import HummingbirdMapae
import MapaeStore

/// `GET /admin/audit`, for tokens with the scope `admin:audit`: what has happened, the newest first.
struct AdminAuditRoute: Sendable {
    let sessions: Sessions
    let store: any ServerStore

    func add(to router: Router<ServerContext>) {
        router.protected("admin/audit", by: sessions, .scope(AdminScope.audit.rawValue)).get {
            request, _ -> JSONObject in
            let query = try QueryMembers(
                of: request, "kind", "user_id", "session_id", "network", "since", "until", "before", "limit")
            // The year 9999, in seconds.
            let times: ClosedRange<Int64> = 0...253_402_300_799
            let filter = AuditFilter(
                kind: query.text("kind"), subject: query.text("user_id"), sessionID: query.text("session_id"),
                network: query.text("network"), since: try query.number("since", times).map { $0 * 1000 },
                until: try query.number("until", times).map { $0 * 1000 })
            let limit = Int(try query.number("limit", 1...1000) ?? 100)
            let page = try await store.audit(filter, before: try query.number("before", 1...(.max)), limit: limit)
            var answer: JSONObject = ["events": .array(page.map { .object($0.view) })]
            if page.count == limit, let last = page.last { answer["next"] = .integer(last.number) }
            return answer
        }
    }
}
#endif
