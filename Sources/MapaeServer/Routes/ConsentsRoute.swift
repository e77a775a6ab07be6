#if Server
import Hummingbird
import HummingbirdMapae
import MapaeOAuth
import MapaeStore

/// `GET /consents`: what the user has allowed other applications. `DELETE /consents?client_id=…`: 204, and it is taken back with all
/// that came of it; where there is nothing, with the same answer.
struct ConsentsRoute: Sendable {
    let sessions: Sessions
    let store: any ServerStore
    let audit: AuditLog

    func add(to router: Router<ServerContext>) {
        let own = router.protected("consents", by: sessions)
        own.get { _, context -> JSONObject in
            let consents = try await store.consents(of: context.token.subject)
            return ["consents": .array(consents.map { .object($0.view) })]
        }
        // In the query, as a client's id may have every character.
        own.delete { request, context -> Response in
            guard let clientID = try QueryMembers(of: request, "client_id").text("client_id"), !clientID.isEmpty else {
                throw RequestError.invalid("The query lacks 'client_id'.")
            }
            try await withdraw(clientID, of: context.token.subject, context.client.network)
            return Response(status: .noContent)
        }
    }

    private func withdraw(_ clientID: String, of subject: String, _ network: String) async throws {
        let done = try await sessions.withdraw(
            consentOf: subject, for: clientID, in: store, by: subject, network: network
        ) { $0.recorded }
        audit.write([done?.event.recorded].compactMap(\.self))
    }
}

extension ConsentRecord {
    /// What was allowed, as its user sees it; times are seconds since 1970-01-01T00:00:00Z.
    fileprivate var view: JSONObject {
        var view: JSONObject = ["client_id": .string(clientID), "scope": .string(scope)]
        let resources = resources.utf8.split(separator: UInt8(ascii: " ")).map {
            JSONValue.string(String(Substring($0)))
        }
        if !resources.isEmpty { view["resources"] = .array(resources) }
        view["created_at"] = .integer(createdAt)
        view["changed_at"] = .integer(changedAt)
        return view
    }
}
#endif
