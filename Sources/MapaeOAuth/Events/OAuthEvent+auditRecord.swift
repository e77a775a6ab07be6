import Mapae
import MapaeJOSE
public import MapaeStore

extension OAuthEvent {
    /// The event as an audit log remembers it.
    public var auditRecord: AuditRecord {
        var details = JSONObject()
        details["client_id"] = clientID.map { .string($0) }
        details["status"] = status.map { .integer(Int64($0)) }
        details["count"] = count.map { .integer(Int64($0)) }
        return AuditRecord(
            "\(kind)", at: moment.milliseconds, subject: subject, actor: actor, sessionID: grantID, network: network,
            // Texts and whole numbers, which can always be written.
            details: (try? JSONValue.object(details).serialized()) ?? Array("{}".utf8))
    }
}
