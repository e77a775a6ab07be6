public import Mapae

/// What a user has typed into a login page.
public struct LoginAttempt: Sendable, CustomStringConvertible, CustomReflectable {
    /// The name.
    public let username: String
    /// The password.
    public let password: String
    /// From where.
    public let origin: SessionOrigin

    /// Creates an attempt.
    /// - Parameters:
    ///   - username: The name.
    ///   - password: The password.
    ///   - origin: From where.
    public init(username: String, password: String, origin: SessionOrigin) {
        self.username = username
        self.password = password
        self.origin = origin
    }

    /// That it is one. People type passwords into the wrong field too.
    public var description: String { "LoginAttempt(hidden)" }

    /// Shows what ``description`` does, so that `dump` prints no password.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
