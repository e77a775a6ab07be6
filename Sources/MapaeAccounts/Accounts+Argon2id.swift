#if Server
#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import MapaeJOSE
public import MapaeStore

extension Accounts {
    /// Accounts with Argon2id, the system's clock and random ids.
    /// - Parameters:
    ///   - store: Where users are kept.
    ///   - pool: Where passwords are hashed.
    ///   - policy: Which new passwords are taken.
    ///   - foreign: Which hashes of other programs are checked too, until their users' first login.
    public init(
        store: any AccountStore, pool: HashingPool, policy: PasswordPolicy = PasswordPolicy(),
        importing foreign: [ForeignPasswordHash] = []
    ) {
        self.init(
            store: store, pool: pool, policy: policy, hasher: Argon2id(), importing: foreign,
            now: { Int64(time(nil)) }, makeID: RandomBytes.identifier)
    }
}
#endif
