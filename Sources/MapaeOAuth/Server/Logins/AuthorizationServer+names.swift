import MapaeJOSE

extension AuthorizationServer {
    /// What a user is called on a page: the name that they log in with, or else their own.
    /// - Parameter subject: The user's id.
    /// - Returns: `nil` where nobody knows; a page can do without.
    public func displayName(of subject: String) async -> String? {
        guard let claims = try? await users.claims(of: subject) else { return nil }
        return claims["preferred_username"]?.string ?? claims["name"]?.string
    }
}
