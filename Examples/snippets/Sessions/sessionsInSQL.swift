#if Server
import HummingbirdMapae
import MapaeSQL
import MapaeSQLite

/// `blocklist_database.py`: what is revoked stays so when the server starts again.
func sessionsInSQL(_ auth: TokenAuthority, file: String) async throws -> (Sessions, SQLiteDatabase) {
    // snippet.sessions.sql
    let database = try SQLiteDatabase.open(at: file)
    let store = try await SQLStore.open(database, now: TokenClock.system.now().seconds)
    let sessions = Sessions(auth, store: store)
    // snippet.end
    return (sessions, database)
}
#endif
