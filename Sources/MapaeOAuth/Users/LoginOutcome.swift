/// What has become of an attempt to log in.
public enum LoginOutcome: Sendable, Hashable {
    /// The user is who they say.
    /// - Parameters:
    ///   - subject: The user's id.
    ///   - epoch: The user's epoch, read before the password was looked at (``/Mapae/Sessions/epoch(of:)``).
    ///   - acr: How strong that was, where the server says.
    ///   - amr: What the user has shown (RFC 8176), such as `pwd`.
    case user(subject: String, epoch: Int64, acr: String? = nil, amr: [String] = ["pwd"])
    /// The name or the password is wrong. Which it is nobody is told.
    case refused
    /// Too many were wrong: there is leave again after so many seconds.
    case tooMany(retryAfter: Int64)
}
