#if Server
import HummingbirdMapae
import MapaeStore

/// What tokens of this server may allow beyond their own user's account. Nobody has these unasked: a login names them.
enum AdminScope: String, CaseIterable {
    case users = "admin:users"
    case sessions = "admin:sessions"
    case audit = "admin:audit"

    /// The role of a user who may ask for them.
    static let role = "admin"

    /// Whether all names are scopes that there are.
    static func areKnown(_ text: String?) -> Bool {
        guard let text else { return true }
        return text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).allSatisfy { name in
            allCases.contains { $0.rawValue.utf8.elementsEqual(name) }
        }
    }

    /// The scopes of a login or a refresh.
    /// - Parameters:
    ///   - text: What was asked for: names with one space between (RFC 6749 §3.3); `nil` for none.
    ///   - user: Who asks.
    /// - Returns: The scopes, each once; `nil` when one of them is unknown, or none that this user may have.
    static func granted(_ text: String?, to user: UserRecord) -> [String]? {
        guard let text else { return [] }
        var granted: [String] = []
        for name in text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            guard let scope = allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }), user.isAdministrator
            else { return nil }
            if !granted.contains(where: { $0.utf8.elementsEqual(scope.rawValue.utf8) }) {
                granted.append(scope.rawValue)
            }
        }
        return granted
    }
}

extension UserRecord {
    /// Whether the user may ask for the scopes of administrators.
    var isAdministrator: Bool { roles.contains { $0.utf8.elementsEqual(AdminScope.role.utf8) } }
}
#endif
