#if Server
import MapaeAccounts
public import Mapae
import MapaeJOSE
import MapaeSQL
package import MapaeStore

/// Adds one user to a data directory; a server may run on it meanwhile.
public struct AddUser: Sendable {
    private let accounts: Accounts
    private let pool: HashingPool
    private let data: ServerData
    private let name: String
    private let email: String?
    private let roles: [String]
    private let clock: TokenClock

    /// Opens the store and refuses a name that cannot be added, before anybody types a password.
    /// - Parameters:
    ///   - name: The user's name.
    ///   - email: The user's e-mail address.
    ///   - roles: What the user may be.
    ///   - settings: Where the data is.
    ///   - clock: When the user comes into being.
    /// - Throws: ``ServerError``, `StoreError`, `AccountError`.
    public static func prepare(
        name: String, email: String? = nil, roles: [String] = [], settings: ServerSettings,
        clock: TokenClock = .system
    ) async throws -> AddUser {
        let username = try Username(name)
        if let email { _ = try EmailAddress(email) }
        let data = try await ServerData.open(settings)
        do {
            guard try await data.store.user(named: username.canonical) == nil else {
                throw AccountError(.usernameTaken)
            }
            let pool = try HashingPool(workers: 1)
            return AddUser(
                accounts: Accounts(
                    store: data.store, pool: pool, policy: PasswordPolicy(), hasher: Argon2id(),
                    now: { clock.now().seconds }, makeID: RandomBytes.identifier),
                pool: pool, data: data, name: username.canonical, email: email, roles: roles, clock: clock)
        } catch {
            try? data.close()
            throw error
        }
    }

    /// Adds the user.
    /// - Parameter password: Its password.
    /// - Returns: The user.
    /// - Throws: `AccountError` when the password is refused or the name was taken meanwhile, `StoreError`.
    package func run(password: String) async throws -> UserRecord {
        let user: UserRecord
        do {
            let now = clock.now()
            user = try await accounts.create(username: name, password: password, email: email, roles: roles) {
                [AuditKind.userCreated.record(at: now, subject: $0.id, actor: Administration.actor)]
            }
        } catch {
            await close()
            throw error
        }
        await close()
        return user
    }

    private func close() async {
        await pool.shutdown()
        // What was written is durable already; nothing is lost when closing fails.
        try? data.close()
    }
}
#endif
