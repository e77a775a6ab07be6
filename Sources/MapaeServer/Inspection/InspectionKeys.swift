#if Server
import Foundation
public import MapaeJOSE
import MapaeSQL
import MapaeStore

/// Keys for looking at a token.
public struct InspectionKeys: Sendable {
    private let verifiers: [JWSVerifier]
    /// Keys whose files name no id: a token's `kid` cannot speak against them.
    private let unnamed: [VerificationKey]
    /// The sessions and tokens that a server has revoked, as bytes.
    private var revoked: Set<[UInt8]> = []

    /// Keys in the hands of a program.
    public init(_ verifier: JWSVerifier) {
        self.verifiers = [verifier]
        self.unnamed = []
    }

    /// A shared secret, whatever `kid` the token gives it.
    public init(secret: SigningKey) {
        self.verifiers = []
        self.unnamed = [secret.verificationKey]
    }

    /// The keys of files.
    ///
    /// Each key stands alone: two files may give different keys one id, and who looks wants to know whether any fits.
    /// - Parameter files: The files.
    /// - Throws: `JOSEError`.
    public init(_ files: [KeyFile]) throws(JOSEError) {
        var verifiers: [JWSVerifier] = []
        var unnamed: [VerificationKey] = []
        for key in files.flatMap(\.keys) {
            if key.hasOwnID {
                verifiers.append(try JWSVerifier(keys: [key.verification]))
            } else {
                unnamed.append(key.verification)
            }
        }
        self.verifiers = verifiers
        self.unnamed = unnamed
    }

    /// All keys of a data directory, which must exist already, and what it says of a token.
    /// - Parameters:
    ///   - settings: Where the folder is, and the master key.
    ///   - text: The token that is looked at.
    /// - Throws: ``ServerError``, `StoreError`, `JOSEError`.
    public static func of(_ settings: ServerSettings, for text: String) async throws -> InspectionKeys {
        let dataDirectory = settings.dataDirectory
        // Opening makes what is missing, which a look must not.
        guard FileManager.default.fileExists(atPath: DataDirectory(dataDirectory).database) else {
            throw ServerError(.dataDirectory, "There is no Mapae database in \(dataDirectory).")
        }
        // Nor may it migrate: a server of the release before would not start on it again.
        guard try MigrateDatabase(settings: settings).look().migrations.allSatisfy({ $0.appliedAt != nil }) else {
            throw ServerError(
                .dataDirectory,
                "The database in \(dataDirectory) is of an earlier release. Look at the token with that one, or bring the database "
                    + "up to date: mapae migrate --data-dir \(ShellWord.quoted(dataDirectory))")
        }
        let data = try await ServerData.open(settings)
        defer { try? data.close() }
        guard let ring = try await data.inspectionRing() else {
            throw ServerError(
                .dataDirectory, "There is no signing key yet in \(dataDirectory): no server has run on it.")
        }
        var keys = InspectionKeys(JWSVerifier(ring))
        var cursor: Int64 = 0
        while true {
            let page = try await data.store.revocations(after: cursor, limit: 1000)
            if page.revocations.isEmpty { break }
            keys.revoked.formUnion(page.revocations.map { Array($0.id.utf8) })
            cursor = page.cursor
        }
        // A session that has ended is not remembered as revoked for as long as its refresh tokens live: it is not there.
        if let claims = try? UnverifiedToken(text).unverifiedClaims(), claims["type"]?.string == "refresh",
            let sessionID = claims["sid"]?.string
        {
            let session = try await data.store.session(id: sessionID)
            let subject = claims["sub"]?.string ?? ""
            if !(session?.subject.utf8.elementsEqual(subject.utf8) ?? false) {
                keys.revoked.insert(Array(sessionID.utf8))
            }
        }
        return keys
    }

    /// Whether the token, or the session that it belongs to, was revoked, as far as a data directory says so.
    func haveRevoked(_ claims: JSONObject) -> Bool {
        ["sid", "jti"].contains { name in claims[name]?.string.map { revoked.contains(Array($0.utf8)) } ?? false }
    }

    /// Checks a token's signature with all keys that could have made it.
    /// - Throws: `JOSEError`: the most telling one of what the keys say.
    func check(_ token: UnverifiedToken, at now: NumericDate) throws(JOSEError) {
        var errors: [JOSEError] = []
        for verifier in verifiers {
            do throws(JOSEError) {
                _ = try verifier.verify(token, at: now)
                return
            } catch { errors.append(error) }
        }
        let id = try token.unverifiedHeader()["kid"]?.string
        for key in unnamed {
            do throws(JOSEError) {
                _ = try JWSVerifier(keys: [key.withKeyID(id)]).verify(token, at: now)
                return
            } catch { errors.append(error) }
        }
        // A key that the token names says more than one that it does not.
        throw Self.telling.lazy.compactMap { code in errors.first { $0.code == code } }.first
            ?? errors.first ?? JOSEError(.noKeys)
    }

    private static let telling: [JOSEError.Code] = [.invalidSignature, .retiredKey, .algorithmMismatch, .unknownKey]
}
#endif
