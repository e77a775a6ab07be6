/// What has become of a device's request (RFC 8628 §3.3): the `state` of its record.
enum DeviceCodeState: String, Sendable {
    /// The user has not decided.
    case pending
    /// The user has agreed. The record's decision is a ``DeviceDecision``.
    case approved
    /// The user has said no.
    case denied

    /// The state of a text, compared as bytes.
    init?(name: String) {
        guard
            let state = [Self.pending, .approved, .denied].first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) })
        else { return nil }
        self = state
    }
}
