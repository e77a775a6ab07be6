/// What is to become of a code's record.
public enum CodeFate: Sendable {
    /// It stays as it is.
    case keep
    /// It was used at a moment, and is remembered until another, both in seconds since 1970-01-01T00:00:00Z.
    case use(at: Int64, keptUntil: Int64)
}
