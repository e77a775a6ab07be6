extension LoginThrottle {
    /// Creates an account when the limit of its network allows it, and counts it. What was refused before anything was hashed does not
    /// count.
    ///
    /// ```swift
    /// let user = try await throttle.signingUp(network: network) {
    ///     try await accounts.signUp(username: name, password: password)
    /// }
    /// ```
    /// - Parameters:
    ///   - network: Where it came from, as for ``admitSignUp(network:)``.
    ///   - create: Creates the account.
    /// - Returns: What `create` returned.
    /// - Throws: ``LoginRefusal``, then `create` was not called; what `create` throws.
    public func signingUp<Value>(network: String, _ create: () async throws -> Value) async throws -> Value {
        let ticket = try admitSignUp(network: network)
        do {
            let value = try await create()
            ticket.succeeded()
            return value
        } catch let error as AccountError where error.code.isBeforeHashing {
            ticket.withdrawn()
            throw error
        } catch {
            // A taken name is an answer that was worth asking for. And with a full disk nobody may have as many hashes as he likes.
            ticket.failed()
            throw error
        }
    }
}

extension AccountError.Code {
    /// Whether it stops a sign-up before its password is hashed.
    fileprivate var isBeforeHashing: Bool {
        switch self {
        case .invalidUsername, .invalidEmail, .invalidRole, .passwordTooShort, .passwordTooLong, .passwordContainsNUL,
            .passwordEqualsUsername, .passwordTooCommon, .overloaded, .shutDown:
            true
        default: false
        }
    }
}
