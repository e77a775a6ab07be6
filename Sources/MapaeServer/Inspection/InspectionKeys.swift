#if Server
import Foundation
public import MapaeJOSE
import MapaeSQL

/// The keys of a server, for looking at its tokens.
public enum InspectionKeys {
    /// A verifier with all keys of a data directory, which must exist already.
    /// - Parameter dataDirectory: The folder.
    /// - Throws: ``ServerError``, `StoreError`, `JOSEError`.
    public static func verifier(dataDirectory: String) async throws -> JWSVerifier {
        // Opening makes what is missing, which a look must not.
        guard FileManager.default.fileExists(atPath: DataDirectory(dataDirectory).database) else {
            throw ServerError(.dataDirectory, "There is no Mapae database in \(dataDirectory).")
        }
        let data = try await ServerData.open(dataDirectory)
        defer { try? data.close() }
        guard try await !data.store.keys().isEmpty else {
            throw ServerError(
                .dataDirectory, "There is no signing key yet in \(dataDirectory): no server has run on it.")
        }
        return try JWSVerifier(keys: try await data.signingKeys().map(\.verificationKey))
    }
}
#endif
