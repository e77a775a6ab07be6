#if Server
/// A line of a file of users that cannot be imported.
public struct ImportProblem: Sendable {
    /// Why, in words that follow the line's number. None holds what the line holds.
    enum Reason: Error, Hashable {
        case tooLong
        case notAnObject
        case unknownMember
        case username
        case hash
        case email
        case roles
        case disabled
        case sameName(asLine: Int)
        case taken
    }

    /// The line's number, from 1.
    public let line: Int
    let reason: Reason

    /// A stable text for programs.
    public var code: String {
        switch reason {
        case .tooLong: "too_long"
        case .notAnObject: "not_an_object"
        case .unknownMember: "unknown_member"
        case .username: "invalid_username"
        case .hash: "unknown_hash"
        case .email: "invalid_email"
        case .roles: "invalid_roles"
        case .disabled: "invalid_disabled"
        case .sameName: "same_name"
        case .taken: "username_taken"
        }
    }

    /// A sentence without its end, such as `line 7 has a name that no user can have`.
    public var text: String {
        switch reason {
        case .tooLong: "line \(line) is longer than \(UserLine.maximumBytes) bytes"
        case .notAnObject: "line \(line) is not one JSON object"
        case .unknownMember:
            "line \(line) has a member other than username, password_hash, email, roles and disabled"
        case .username: "line \(line) has no 'username' that a user can have"
        case .hash: "line \(line) has no 'password_hash' of a kind that can be checked here"
        case .email: "line \(line) has an 'email' that is no address that can be used"
        case .roles: "line \(line) has 'roles' that are no list of names without white space"
        case .disabled: "line \(line) has a 'disabled' that is neither true nor false"
        case .sameName(let first): "line \(line) has the name of line \(first)"
        case .taken: "line \(line) has the name of a user that there is already"
        }
    }
}
#endif
