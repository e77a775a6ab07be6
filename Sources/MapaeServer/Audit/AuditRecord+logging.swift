#if Server
import Logging
import MapaeOAuth
import MapaeStore

extension AuditRecord {
    /// Writes the record to a log. Its details are left out: they are in the store, for who may read them.
    func log(to logger: Logger) {
        var metadata: Logger.Metadata = ["mapae.event": "\(kind)"]
        metadata["mapae.subject"] = subject.map { "\($0)" }
        metadata["mapae.actor"] = actor.map { "\($0)" }
        metadata["mapae.session"] = sessionID.map { "\($0)" }
        metadata["mapae.network"] = network.map { "\($0)" }
        if let known = AuditKind(rawValue: kind) {
            logger.log(level: known.level, "\(known.explanation)", metadata: metadata)
        } else {
            let known = OAuthEvent.Kind.allCases.first { "\($0)".utf8.elementsEqual(kind.utf8) }
            logger.log(level: known?.level ?? .notice, "\(known?.explanation ?? kind)", metadata: metadata)
        }
    }
}
#endif
