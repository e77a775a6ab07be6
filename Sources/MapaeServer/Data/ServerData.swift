#if Server
import Foundation
package import MapaeJOSE
package import MapaeSQL
import MapaeSQLite
import MapaeStore

/// The opened data directory: the store, and the keys that sign and check.
public struct ServerData: Sendable {
    /// What is remembered.
    package let store: SQLStore
    let database: SQLiteDatabase
    let directory: DataDirectory

    /// Opens the directory, making what is missing, and migrates the database.
    /// - Parameter path: The data directory.
    /// - Throws: ``ServerError``, `StoreError`.
    public static func open(_ path: String) async throws -> ServerData {
        let directory = DataDirectory(path)
        try directory.prepare()
        let database = try SQLiteDatabase.open(at: directory.database)
        do {
            let store = try await SQLStore.open(database, now: Self.now)
            return ServerData(store: store, database: database, directory: directory)
        } catch {
            try? database.close()
            throw error
        }
    }

    /// The signing keys, the newest last; one is made when there is none.
    package func signingKeys() async throws -> [SigningKey] {
        let existing = try await store.keys()
        let vault = KeyVault(master: try .load(directory.masterKey, mayCreate: existing.isEmpty))
        let records =
            existing.isEmpty
            ? try await store.keys(insertingIfEmpty: try vault.newKey(.hs256, createdAt: Self.now)) : existing
        return try records.map(vault.open)
    }

    /// The signing keys as a ring: the newest signs, all of them check. One is made when there is none.
    package func keyRing() async throws -> KeyRing {
        var keys = try await signingKeys()
        guard let newest = keys.popLast() else {
            throw ServerError(.masterKey, "The store has no signing key and took none.")
        }
        return try KeyRing(signing: newest, checking: keys.map { KeyRing.Member($0.verificationKey) })
    }

    /// Closes the database.
    public func close() throws { try database.close() }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
#endif
