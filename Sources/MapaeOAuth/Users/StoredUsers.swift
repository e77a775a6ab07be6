public import MapaeJOSE
public import MapaeStore

/// The users of a store.
public struct StoredUsers: OAuthUsers {
    private let store: any UserStore

    /// Creates the users of a store.
    /// - Parameter store: The store.
    public init(_ store: any UserStore) { self.store = store }

    /// The login name, and the e-mail address, of which it says that nobody has checked it.
    public func claims(of subject: String) async throws -> JSONObject? {
        guard let user = try await store.user(id: subject), user.disabledAt == nil else { return nil }
        var claims: JSONObject = ["preferred_username": .string(user.username)]
        if let email = user.email {
            claims["email"] = .string(email)
            claims["email_verified"] = false
        }
        return claims
    }
}
