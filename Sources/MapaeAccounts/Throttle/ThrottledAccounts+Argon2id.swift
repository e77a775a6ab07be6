#if Server
public import MapaeStore

extension ThrottledAccounts {
    /// Accounts with Argon2id, a hashing pool, a password policy and limits as they are unless told.
    /// - Parameter store: Where users are kept. Sessions must have the same store.
    /// - Throws: ``AccountError`` `invalidConfiguration` when the system gives no threads for hashing.
    public init(store: any AccountStore) throws(AccountError) {
        try self.init(Accounts(store: store, pool: HashingPool()), throttle: LoginThrottle())
    }
}
#endif
