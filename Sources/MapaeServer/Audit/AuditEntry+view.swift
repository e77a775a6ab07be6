#if Server
package import HummingbirdMapae
package import MapaeStore

extension AuditEntry {
    /// The entry as an administrator sees it; `at` is in seconds since 1970-01-01T00:00:00Z, with three digits behind the point.
    package var view: JSONObject {
        var view: JSONObject = [
            "number": .integer(number), "at": .number(Double(record.moment) / 1000), "kind": .string(record.kind),
        ]
        if let subject = record.subject { view["user_id"] = .string(subject) }
        if let actor = record.actor { view["actor"] = .string(actor) }
        if let sessionID = record.sessionID { view["session_id"] = .string(sessionID) }
        if let network = record.network { view["network"] = .string(network) }
        if let details = try? JSONValue(parsing: record.details).object, !details.members.isEmpty {
            view["details"] = .object(details)
        }
        return view
    }
}
#endif
