/// Checks what users type into a login page.
public protocol LoginProvider: Sendable {
    /// Checks a name and a password.
    ///
    /// It limits how often that can be tried, and takes the same time for names that there are and names that there are not.
    /// - Parameter attempt: What was typed, and from where.
    /// - Throws: Where nobody knows; then the user is told to try again.
    func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome
}
