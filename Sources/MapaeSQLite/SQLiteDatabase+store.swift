#if Server
import Foundation
public import MapaeSQL
import MapaeStore

extension SQLiteDatabase {
    /// Opens the store in a file, or creates it, and brings it to this release's schema: for a program that keeps it open until it ends.
    ///
    /// ```swift
    /// let store = try await SQLiteDatabase.openStore(at: "accounts.sqlite")
    /// let sessions = Sessions(auth, store: store)
    /// ```
    ///
    /// A program that closes its database earlier opens it with ``open(at:)`` and the store with `SQLStore.open(_:now:)`.
    /// - Parameter path: The file; its folder must exist.
    /// - Returns: The store.
    /// - Throws: What ``open(at:)`` and `SQLStore.open(_:now:)` throw.
    public static func openStore(at path: String) async throws -> SQLStore {
        let database = try open(at: path)
        do {
            return try await SQLStore.open(database, now: Int64(Date().timeIntervalSince1970))
        } catch {
            try? database.close()
            throw error
        }
    }
}
#endif
