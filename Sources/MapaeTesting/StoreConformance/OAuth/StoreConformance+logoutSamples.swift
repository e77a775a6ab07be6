import MapaeStore

extension StoreConformance {
    /// Begins a grant, and with it the login of its user at its client.
    static func logIn(
        _ id: String, at client: String = "app", of subject: String = "ada", in login: String = "login",
        at moment: Int64 = 1, keptUntil: Int64 = 500, _ store: any OAuthStore
    ) async throws {
        let record = ClientLoginRecord(
            sessionID: id, clientID: client, subject: subject, loginID: login, createdAt: moment, keptUntil: keptUntil)
        let grant = grant(id, of: subject, to: client, loginID: login, createdAt: moment)
        _ = try await store.change(code: digest(1)) { _ in
            GrantChange(.keep, GrantEffects(beginning: grant, clientLogin: record), outcome: 0)
        }
    }

    /// Logouts that are due, by their order; each client has one.
    static func claim(
        at now: Int64 = 1000, leaseEndsAt: Int64 = 2000, without clients: [String] = [], limit: Int = 99,
        _ store: any OAuthStore
    ) async throws -> [ClaimedLogout] {
        try await store.claimLogouts(
            LogoutClaim(now: now, leaseEndsAt: leaseEndsAt, excludedClients: clients, limit: limit))
    }

    /// All logouts that are due, by their ids. They are claimed for as long as any test runs.
    static func due(_ store: any OAuthStore) async throws -> [String] {
        var ids: [String] = []
        while true {
            let claimed = try await claim(leaseEndsAt: .max, store)
            if claimed.isEmpty { return ids.sorted() }
            ids += claimed.map(\.sessionID)
        }
    }

    /// Ends a session, as itself or as a logout.
    static func end(_ id: String, isLogout: Bool = false, _ store: any OAuthStore) async throws {
        _ = try await store.change(session: id) { _ in SessionChange(.remove, isLogout: isLogout, outcome: 0) }
    }

    /// The one that was claimed.
    static func first(_ claimed: [ClaimedLogout]) throws(ConformanceFailure) -> ClaimedLogout {
        guard let logout = claimed.first else { throw ConformanceFailure("What is due cannot be claimed.") }
        return logout
    }
}
