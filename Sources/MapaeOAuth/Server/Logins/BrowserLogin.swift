/// A login in a browser: a session whose secret is in a cookie.
///
/// It is a session as all others are: it stands in the list of the user's, and ends with all of them.
public struct BrowserLogin: Sendable, CustomStringConvertible, CustomReflectable {
    /// The cookie's value.
    public let cookie: String
    /// Who has logged in, and how.
    public let login: UserLogin

    /// That it is one, and nothing of its secret.
    public var description: String { "BrowserLogin(\(login.sessionID ?? "none"))" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
