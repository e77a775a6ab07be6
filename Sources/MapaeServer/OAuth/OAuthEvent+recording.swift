#if Server
import Logging
import MapaeOAuth
import MapaeStore

extension OAuthEvent {
    /// What the audit log remembers of an event; `nil` for the everyday, of which there would be one for each token.
    var recorded: AuditRecord? {
        switch kind {
        case .grantRefreshed, .grantReplayed, .grantUnknown, .clientTokenIssued: nil
        default: auditRecord
        }
    }
}
#endif
