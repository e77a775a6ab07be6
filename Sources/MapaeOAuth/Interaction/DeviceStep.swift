/// What comes next for a user who has typed the code of a device (RFC 8628 §3.3).
public enum DeviceStep: Sendable {
    /// The user has to log in first.
    case login
    /// There is no such code, or none any more. Which it is nobody is told.
    case unknownCode
    /// Too many wrong codes were typed: there is leave again after so many seconds.
    case tooMany(retryAfter: Int64)
    /// The user has to decide.
    case confirm(DevicePrompt)
    /// The user has decided: whether the device is let in. It asks for its tokens itself.
    case decided(isAllowed: Bool)
    /// It cannot be done now.
    case failed(OAuthError)
}
