import Mapae
import MapaeJOSE
public import MapaeStore

extension OAuthEvent {
    /// The event as an audit log remembers it.
    public var auditRecord: AuditRecord {
        let details: JSONObject = clientID.map { ["client_id": .string($0)] } ?? [:]
        return AuditRecord(
            "\(kind)", at: moment.milliseconds, subject: subject, actor: actor, sessionID: grantID, network: network,
            // A text, which can always be written.
            details: (try? JSONValue.object(details).serialized()) ?? Array("{}".utf8))
    }
}
