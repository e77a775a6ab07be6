import Mapae
import MapaeStore

extension AuthorizationServer {
    /// Asks a store, or whoever else may fail. Then nothing is issued, and the client is told to try again.
    /// - Throws: ``OAuthError`` `temporarily_unavailable`.
    func asking<Value>(_ body: () async throws -> Value) async throws(OAuthError) -> Value {
        do {
            return try await body()
        } catch {
            if !(error is CancellationError) { sessions.fail(error) }
            throw OAuthError(.temporarilyUnavailable)
        }
    }

    /// Does what only a fault of the program or of a library can make fail, as signing is.
    /// - Throws: ``OAuthError`` `server_error`.
    func signing<Value>(_ body: () throws -> Value) throws(OAuthError) -> Value {
        do { return try body() } catch { throw OAuthError(.serverError) }
    }
}
