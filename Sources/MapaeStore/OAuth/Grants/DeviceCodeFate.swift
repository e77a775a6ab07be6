/// What is to become of a device's request.
public enum DeviceCodeFate: Sendable {
    /// It stays as it is.
    case keep
    /// Its state, interval, time of the last question, subject, login, epoch and decision are replaced. All else stays.
    case put(DeviceCodeRecord)
    /// It is removed.
    case remove
}
