#if Server
import HummingbirdMapae
import MapaeStore

extension SessionEvent {
    /// What the audit log remembers of an event of a session; `nil` for the everyday, of which there would be one for each
    /// refresh, and for what changes nothing.
    var auditRecord: AuditRecord? {
        switch kind {
        case .refreshed, .replayed, .unknown, .storeFailed, .storeRecovered: return nil
        default: break
        }
        var details = JSONObject()
        if let device = origin?.device { details["device"] = .string(device) }
        if let reason = ender?.reason { details["reason"] = .string(reason) }
        return AuditRecord(
            "\(kind)", at: moment.milliseconds, subject: subject, actor: ender?.actor, sessionID: sessionID,
            network: origin?.network ?? ender?.network,
            details: (try? JSONValue.object(details).serialized()) ?? Array("{}".utf8))
    }
}
#endif
