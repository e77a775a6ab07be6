/// What ``Accounts`` needs of a password hash. ``Argon2id`` is the one that ships; tests count calls with another.
package protocol PasswordHashing: Sendable {
    /// Hashes a password under a new random salt.
    func hash(_ password: [UInt8]) throws(AccountError) -> String

    /// Whether the password is the one that `phc` was made from. Costs what the parameters in `phc` say.
    func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool

    /// Whether `phc` has other parameters than a new hash would have.
    func needsRehash(_ phc: String) throws(AccountError) -> Bool

    /// A string that no password verifies against, at the price of a real one; making it costs next to nothing.
    func decoy() -> String
}
