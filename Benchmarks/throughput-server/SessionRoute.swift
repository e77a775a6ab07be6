import Hummingbird
import HummingbirdMapae
import MapaeSQL
import MapaeSQLite

/// The route that takes tokens of sessions, which can be revoked.
struct SessionRoute: Sendable {
    let sessions: Sessions
    /// A token that is taken.
    let token: String
    /// One that is not any more.
    let endedToken: String

    /// Opens the store, begins a session, and ends a hundred others, as an empty list of what is revoked is no test.
    init(_ authority: TokenAuthority, _ options: Options) async throws {
        let store = try await SQLStore.open(SQLiteDatabase.open(at: options.database), now: 0)
        sessions = Sessions(authority, store: store, events: { _ in })
        try await sessions.start()
        token = try await sessions.begin(for: options.subject).accessToken
        var ended = ""
        for _ in 0..<100 {
            ended = try await sessions.begin(for: options.subject).accessToken
            try await sessions.end(authority.verify(ended))
        }
        endedToken = ended
    }

    func add(to router: Router<BasicTokenRequestContext>) {
        router.protected("protected-sessions", by: sessions).get { _, context in context.token.subject }
    }
}
