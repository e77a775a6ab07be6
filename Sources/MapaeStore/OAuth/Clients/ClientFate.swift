/// What is to become of a client's record.
public enum ClientFate: Sendable {
    /// It stays as it is; where there is none, there will be none.
    case keep
    /// It is replaced, where there is one: a client is added by ``ClientStore/insertIfAbsent(_:recording:)`` alone. Its id and the
    /// time of its registration stay.
    case put(ClientRecord)
    /// It is removed, and with it its grants, codes, device codes, opaque tokens, consents, pushed requests and what it was to be
    /// told of logouts.
    case remove
}
