#if Server
import Foundation
import MapaeJOSE
import MapaeSQL
import MapaeStore

/// Brings users of another program into a data directory, with the hashes of their passwords; a server may run on it
/// meanwhile. Each gets an Argon2id hash at the first login.
public struct ImportUsers: Sendable {
    private let file: UserFile
    private let settings: ServerSettings

    /// Prepares an import.
    /// - Parameters:
    ///   - file: The users.
    ///   - settings: Where the data is.
    public init(_ file: UserFile, settings: ServerSettings) {
        self.file = file
        self.settings = settings
    }

    /// Adds all users in one step, or none.
    /// - Returns: How many were added.
    /// - Throws: ``ServerError`` `user_file` when a name is taken; `StoreError`. Nothing was added then.
    public func run() async throws -> Int {
        let data = try await ServerData.open(settings)
        // What was written is durable already; nothing is lost when closing fails.
        defer { try? data.close() }
        let now = Int64(Date().timeIntervalSince1970)
        let users = file.lines.map {
            UserRecord(id: RandomBytes.identifier(), username: $0.username, passwordHash: $0.hash, createdAt: now)
        }
        let taken = try await data.store.insertAllIfAbsent(users)
        guard taken.isEmpty else { throw file.error(taken.map { (file.lines[$0].number, .taken) }) }
        return users.count
    }
}
#endif
