#if Server
import Foundation
import MapaeJOSE
import MapaeStore

/// Makes keys on a thread of their own: to find an RSA key takes a tenth of a second and more, in which a thread of the
/// server's would answer nobody.
struct KeyMaker: Sendable {
    let vault: KeyVault

    /// A new key, sealed.
    func make(_ algorithm: JWSAlgorithm, createdAt: Int64) async throws -> KeyRecord {
        let vault = vault
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.make(algorithm, vault, createdAt) })
            }
        }
    }

    private static func make(_ algorithm: JWSAlgorithm, _ vault: KeyVault, _ createdAt: Int64) throws -> KeyRecord {
        while true {
            let record = try vault.newKey(algorithm, createdAt: createdAt)
            // One id of 64 would begin with a dash, and be an option to every command that it is handed to.
            if record.id.utf8.first != UInt8(ascii: "-") { return record }
        }
    }
}
#endif
