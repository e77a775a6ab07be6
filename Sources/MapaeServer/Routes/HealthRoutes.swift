#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae

/// `GET /healthz`: 200 while the process answers at all; nothing else is asked, so that a busy database does not get a healthy
/// process killed. `GET /readyz`: 200 when the store answers, else 503: no requests should be sent here now.
struct HealthRoutes: Sendable {
    let store: any ServerStore

    func add(to router: Router<ServerContext>) {
        router.get("healthz") { _, _ in ["status": "ok"] }
        router.get("readyz") { _, _ -> JSONObject in
            _ = try await store.hasUsers()
            return ["status": "ready"]
        }
    }
}
#endif
