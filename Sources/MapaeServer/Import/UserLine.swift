#if Server
import MapaeAccounts
import MapaeJOSE

/// One line of a file of users: `{"username": "ada", "password_hash": "scrypt:…"}`, with `email`, `roles` and `disabled` where
/// there is more to say.
struct UserLine: Sendable {
    /// The longest line, in bytes: all values within their limits take less.
    static let maximumBytes = 4096

    private static let members = ["username", "password_hash", "email", "roles", "disabled"]

    /// The name in its canonical form.
    let username: String
    /// The hash, of a kind that a login can check.
    let hash: String
    /// The address in its canonical form.
    let email: String?
    let roles: [String]
    let isDisabled: Bool

    /// Parses a line without its end.
    init(_ bytes: ArraySlice<UInt8>) throws(ImportProblem.Reason) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLong }
        // Members in all objects together: one more than there can be, so that a stranger among them is named as what it is.
        let limits = JSONLimits(depth: 2, members: Self.members.count + 1)
        guard let object = (try? JSONValue(parsing: Array(bytes), limits: limits))?.object else { throw .notAnObject }
        guard object.members.allSatisfy({ member in Self.members.contains { $0.utf8.elementsEqual(member.name.utf8) } })
        else { throw .unknownMember }
        guard let name = object["username"]?.string, let username = try? Username(name) else { throw .username }
        guard let hash = object["password_hash"]?.string, Self.canBeChecked(hash) else { throw .hash }
        self.username = username.canonical
        self.hash = hash
        self.email = try Self.email(object["email"])
        self.roles = try Self.roles(object["roles"])
        switch object["disabled"] {
        case nil: isDisabled = false
        case .bool(let value)?: isDisabled = value
        default: throw .disabled
        }
    }

    /// What could not be checked at the login is refused now, while the one who brings it is there to hear it.
    private static func canBeChecked(_ hash: String) -> Bool {
        (try? Argon2Hash(parsing: hash)) != nil || ForeignPasswordHash.all.contains { $0.recognizes(hash) }
    }

    private static func email(_ value: JSONValue?) throws(ImportProblem.Reason) -> String? {
        switch value {
        case nil, .null?: return nil
        case .string(let text)?:
            guard let email = try? EmailAddress(text) else { throw .email }
            return email.canonical
        default: throw .email
        }
    }

    private static func roles(_ value: JSONValue?) throws(ImportProblem.Reason) -> [String] {
        guard let value else { return [] }
        guard let elements = value.array else { throw .roles }
        let roles = elements.compactMap(\.string)
        guard roles.count == elements.count, (try? Accounts.check(roles: roles)) != nil else { throw .roles }
        return roles
    }
}
#endif
