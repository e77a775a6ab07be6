import Hummingbird
import HummingbirdMapae

/// Sessions that end with the process.
func sessionsInMemory(_ auth: TokenAuthority) -> Sessions {
    // snippet.sessions.memory
    let sessions = Sessions(auth, store: .memory)
    // snippet.end
    return sessions
}

/// Sessions whose users are asked for at each refresh.
func sessionsOfUsers(_ auth: TokenAuthority, users: some Users) throws -> Sessions {
    // snippet.sessions.renewing
    let policy = try SessionPolicy(absoluteLifetime: .seconds(30 * 24 * 3600), replayWindow: .seconds(5))
    let sessions = Sessions(
        auth, store: .memory, policy: policy,
        renewing: { session in
            // A user who is gone refreshes nothing.
            guard let user = try await users.user(named: session.subject) else { return nil }
            return SessionGrant(scopes: session.scopes, claims: ["full_name": .string(user.fullName)])
        })
    // snippet.end
    return sessions
}

/// A server whose sessions learn what others on the same store end.
func run(_ router: Router<BasicTokenRequestContext>, _ sessions: Sessions) async throws {
    // snippet.sessions.run
    try await sessions.start()
    try await Application(router: router, services: [sessions]).runService()
    // snippet.end
}
