/// What is to become of a logout that was claimed.
public enum LogoutFate: Sendable, Hashable {
    /// It is forgotten: the client was told, or will never be.
    case forget
    /// The client is told again at a moment, in **milliseconds** since 1970-01-01T00:00:00Z.
    case retry(at: Int64)
    /// Nothing was sent: the client is told at a moment, in milliseconds too, and the attempt does not count
    /// (``ClaimedLogout/attempt``).
    case putOff(until: Int64)
}
