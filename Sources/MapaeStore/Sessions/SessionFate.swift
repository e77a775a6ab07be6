/// What is to become of a session's record.
public enum SessionFate: Sendable {
    /// It stays as it is; where there is none, there will be none.
    case keep
    /// It is replaced, or added where there was none. Its id is that of the session that was asked for.
    case put(SessionRecord)
    /// It is removed, with all its replays, and a grant with its opaque tokens. With a login the user is logged out at the clients that
    /// have to be told (``LogoutStore``).
    case remove
}
