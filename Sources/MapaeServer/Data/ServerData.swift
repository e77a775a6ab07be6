#if Server
import Foundation
import Mapae
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
    private let master: MasterKeySource

    /// Opens the directory, making what is missing, and migrates the database.
    /// - Parameter path: The data directory.
    /// - Throws: ``ServerError``, `StoreError`.
    public static func open(_ path: String) async throws -> ServerData {
        try await open(ServerSettings(dataDirectory: path))
    }

    /// Opens the directory, making what is missing, and migrates the database.
    /// - Parameter settings: Where the data is, and the master key.
    /// - Throws: ``ServerError``, `StoreError`.
    public static func open(_ settings: ServerSettings) async throws -> ServerData {
        let path = settings.dataDirectory
        let directory = DataDirectory(path)
        try directory.prepare()
        let database = try SQLiteDatabase.open(at: directory.database)
        do {
            let store = try await SQLStore.open(database, now: Self.now)
            return ServerData(store: store, database: database, directory: directory, master: settings.masterKey)
        } catch {
            try? database.close()
            throw error
        }
    }

    /// The keeper of the keys; the one that signs is made when there is none.
    /// - Parameters:
    ///   - policy: When keys come and go.
    ///   - clock: Where the time comes from.
    func keys(_ policy: KeyPolicy, clock: TokenClock) async throws -> KeyKeeper {
        let master = try master.load(directory.masterKey, mayCreate: try await store.keys().isEmpty)
        return try await KeyKeeper.open(store, master: master, policy: policy, clock: clock)
    }

    /// All keys of the store, opened, the oldest first. None is made.
    package func signingKeys() async throws -> [SigningKey] {
        let records = try await store.keys()
        let vault = KeyVault(master: try master.load(directory.masterKey, mayCreate: false))
        return try records.map(vault.open)
    }

    /// All keys of the store, for checking at any moment. None is made.
    /// - Returns: `nil` where there is none.
    func inspectionRing() async throws -> KeyRing? {
        let records = try await store.keys()
        // In the place of the one that signs stands one that does not retire, so that the dates of all others count.
        guard let lasting = records.last(where: { $0.retiresAt == nil }) ?? records.last else { return nil }
        let vault = KeyVault(master: try master.load(directory.masterKey, mayCreate: false))
        return try KeyRing(
            signing: vault.open(lasting),
            checking: records.filter { !$0.hasID(lasting.id) }.map { record in
                KeyRing.Member(
                    try vault.open(record).verificationKey,
                    retiresAt: record.retiresAt.map { NumericDate(seconds: $0) })
            })
    }

    /// Closes the database.
    public func close() throws { try database.close() }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
#endif
