#if Server
import MapaeAccounts
import MapaeFlask

extension ForeignPasswordHash {
    /// The kinds that the server imports.
    static let all: [ForeignPasswordHash] = {
        #if os(Linux)
        [werkzeug, bcrypt]
        #else
        [werkzeug]
        #endif
    }()

    /// What Flask applications store: Werkzeug's `scrypt:…` and `pbkdf2:…`.
    static let werkzeug = ForeignPasswordHash(
        decoy: { (try? WerkzeugHash(parsing: $0))?.decoy.text },
        check: { password, hash in try WerkzeugHash(parsing: hash).matches(password) })
}
#endif
