/// What is to become of a user's record.
public enum UserFate: Sendable {
    /// It stays as it is; where there is none, there will be none.
    case keep
    /// It is replaced. Its id and name are those that it had; a user that does not exist is not added in this way.
    case put(UserRecord)
    /// It is removed, and with it its consents. Its name is free again; its id never is.
    case remove
}
