/// What an administrator changes of a user, all of it in one step: ``Accounts/edit(_:_:ending:recording:)``. What is nil stays as
/// it is.
///
/// ```swift
/// try await accounts.edit(id, AccountEdit(roles: ["groom"], isDisabled: false), ending: sweep)
/// ```
public struct AccountEdit: Sendable {
    /// A new value for what a user need not have.
    public enum Text: Sendable {
        /// This one.
        case set(String)
        /// None any more.
        case removed

        var value: String? {
            switch self {
            case .set(let text): text
            case .removed: nil
            }
        }
    }

    /// One thing that is changed.
    public enum Part: Sendable, Hashable, CaseIterable {
        /// The password was set or taken away.
        case password
        /// The roles are others.
        case roles
        /// The e-mail address was set or taken away.
        case email
        /// The user is shut out.
        case disabled
        /// The user may log in again.
        case enabled
    }

    /// The password, which must satisfy the policy.
    public var password: Text?
    /// All roles: at most 32 different names of 1 to 64 ASCII characters without white space.
    public var roles: [String]?
    /// The e-mail address. Nobody has checked that it is the user's, and two users may have one: it is no name.
    public var email: Text?
    /// Whether the user is shut out. One who is already stays so since then.
    public var isDisabled: Bool?

    /// Creates an edit.
    /// - Parameters:
    ///   - password: The password.
    ///   - roles: All roles.
    ///   - email: The e-mail address.
    ///   - isDisabled: Whether the user is shut out.
    public init(password: Text? = nil, roles: [String]? = nil, email: Text? = nil, isDisabled: Bool? = nil) {
        self.password = password
        self.roles = roles
        self.email = email
        self.isDisabled = isDisabled
    }

    /// What is changed. What is set to what it was before counts too: an administrator has said so.
    public var parts: [Part] {
        var parts: [Part] = []
        if password != nil { parts.append(.password) }
        if roles != nil { parts.append(.roles) }
        if email != nil { parts.append(.email) }
        if let isDisabled { parts.append(isDisabled ? .disabled : .enabled) }
        return parts
    }

    /// Whether the user's sessions are to end with it: they may be somebody else's, who knew the old password, or their tokens
    /// carry roles that the user has no more.
    public var endsSessions: Bool { password != nil || roles != nil || isDisabled == true }
}
