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
    public init(store: any UserStore, pool: HashingPool, policy: PasswordPolicy = PasswordPolicy()) {
        self.init(
            store: store, pool: pool, policy: policy, hasher: Argon2id(),
            now: { Int64(time(nil)) }, makeID: RandomBytes.identifier)
    }
}
#endif
