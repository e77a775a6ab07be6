#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae

/// `GET /healthz`: 200 while the process answers at all; nothing else is asked, so that a busy database does not get a healthy
/// process killed. `GET /readyz`: 200 when the store answers, and what is known of keys and revocations is new; else 503: no
/// requests should be sent here now.
struct HealthRoutes: Sendable {
    /// How old may be what tokens are checked against, in seconds. The keys are read each second, the revocations twice in one:
    /// one read that comes late is no reason to send requests elsewhere.
    static let patience = 10

    let store: any ServerStore
    let sessions: Sessions
    let keys: KeyKeeper

    func add(to router: Router<ServerContext>) {
        router.get("healthz") { _, _ in ["status": "ok"] }
        router.get("readyz") { _, _ -> JSONObject in
            _ = try await store.hasUsers()
            if keys.age > .seconds(Self.patience) { throw Self.stale("signing keys") }
            if sessions.ageOfKnowledge.map({ $0 > .seconds(Self.patience) }) ?? true {
                throw Self.stale("revocations")
            }
            return ["status": "ready"]
        }
    }

    private static func stale(_ what: String) -> RouteError {
        RouteError(
            .serviceUnavailable, "temporarily_unavailable",
            "The \(what) have not been read for \(patience) seconds. Tokens are checked against what is known.",
            retryAfter: 1)
    }
}
#endif
