public import MapaeStore

/// Accounts as strangers may use them: logins and sign-ups, within the limits of a ``LoginThrottle``.
///
/// ```swift
/// let accounts = try ThrottledAccounts(store: store)
/// let user = try await accounts.logIn(username: name, password: password, from: network)
/// return try await sessions.begin(for: user.id, epoch: user.sessionEpoch)
/// ```
///
/// Share one by all that take passwords: each has counters of its own.
public struct ThrottledAccounts: Sendable {
    /// The accounts without limits: for who administers them.
    public let accounts: Accounts
    /// The limits.
    public let throttle: LoginThrottle

    /// Puts limits in front of accounts.
    /// - Parameters:
    ///   - accounts: The accounts.
    ///   - throttle: The limits.
    public init(_ accounts: Accounts, throttle: LoginThrottle) {
        self.accounts = accounts
        self.throttle = throttle
    }

    /// Finds the user that a name and a password belong to, as ``Accounts/authenticate(username:password:)`` does.
    /// - Parameters:
    ///   - username: What was typed as the name.
    ///   - password: What was typed as the password.
    ///   - network: Where it came from, as for ``LoginThrottle/admit(account:network:isKnownDevice:sessionID:)``.
    ///   - isKnownDevice: Whether ``KnownDevices`` knows the caller as a device of this account.
    /// - Returns: The user. Give its `sessionEpoch` to the session that begins, so that no login that was under
    ///   way survives the end of all sessions.
    /// - Throws: ``LoginRefusal``, then the password was not looked at; what ``Accounts/authenticate(username:password:)`` throws.
    public func logIn(
        username: String, password: String, from network: String, isKnownDevice: Bool = false
    ) async throws -> UserRecord {
        try await throttle.guarding(account: try? Username(username), network: network, isKnownDevice: isKnownDevice) {
            try await accounts.authenticate(username: username, password: password)
        }
    }

    /// Creates a user who signs up, as ``Accounts/signUp(username:password:email:recording:)`` does.
    /// - Parameters:
    ///   - username: The login name.
    ///   - password: The password, which must satisfy the policy.
    ///   - email: The e-mail address, which nobody has checked yet.
    ///   - network: Where it came from, as for ``LoginThrottle/admitSignUp(network:)``.
    /// - Returns: The user as it is stored, with a new random id.
    /// - Throws: ``LoginRefusal``; what ``Accounts/signUp(username:password:email:recording:)`` throws. There is no new user then.
    public func signUp(
        username: String, password: String, email: String? = nil, from network: String
    ) async throws -> UserRecord {
        try await throttle.signingUp(network: network) {
            try await accounts.signUp(username: username, password: password, email: email)
        }
    }
}
