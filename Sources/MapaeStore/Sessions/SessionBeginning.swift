/// What has become of a session that was to begin.
public enum SessionBeginning: Sendable, Hashable {
    /// It has begun. The sessions that made room for it were revoked.
    case began(displaced: [Revocation])
    /// There is a session of that id; nothing was changed.
    case idTaken
    /// All sessions of the subject were ended since its credential was looked at; nothing was changed.
    case superseded
}
