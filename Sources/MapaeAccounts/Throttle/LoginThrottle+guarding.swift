extension LoginThrottle {
    /// Checks a password when the limits allow it, and counts how that ended: a wrong one counts as a guess, a fault does not.
    ///
    /// ```swift
    /// let user = try await throttle.guarding(account: try? Username(name), network: network) {
    ///     try await accounts.authenticate(username: name, password: password)
    /// }
    /// ```
    /// - Parameters:
    ///   - account: The name that was typed; nil for a text that is no name.
    ///   - network: Where it came from, as for ``admit(account:network:isKnownDevice:sessionID:)``.
    ///   - isKnownDevice: Whether ``KnownDevices`` knows the caller as a device of this account.
    ///   - sessionID: The session of who is logged in already, as for ``admit(account:network:isKnownDevice:sessionID:)``.
    ///   - check: Checks the password. It throws ``AccountError`` `invalidCredentials` for a wrong one.
    /// - Returns: What `check` returned.
    /// - Throws: ``LoginRefusal``, then `check` was not called; what `check` throws.
    public func guarding<Value>(
        account: Username?, network: String, isKnownDevice: Bool = false, sessionID: String? = nil,
        _ check: () async throws -> Value
    ) async throws -> Value {
        let ticket = try admit(
            account: account, network: network, isKnownDevice: isKnownDevice, sessionID: sessionID)
        do {
            let value = try await check()
            ticket.succeeded()
            return value
        } catch let error as AccountError where error == AccountError(.invalidCredentials) {
            ticket.failed()
            throw error
        } catch let error as AccountError where [.overloaded, .shutDown].contains(error.code) {
            ticket.withdrawn()
            throw error
        } catch let error as CancellationError {
            // Who hangs up before the answer has cost as much as who waits for it.
            ticket.failed()
            throw error
        } catch {
            ticket.faulted()
            throw error
        }
    }
}
