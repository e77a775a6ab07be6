#if Server
import MapaeSQL

@testable import MapaeServer

extension Fixture {
    /// Opens the store of a data folder for the length of a closure, as a server or a command does.
    @discardableResult
    static func store<Value>(
        _ settings: ServerSettings, _ body: (SQLStore) async throws -> Value
    ) async throws -> Value {
        let data = try await ServerData.open(settings.dataDirectory)
        do {
            let value = try await body(data.store)
            try data.close()
            return value
        } catch {
            try? data.close()
            throw error
        }
    }
}
#endif
