#if Server
import MapaeAccounts

extension AccountEdit.Part {
    /// As what the audit log has it.
    var auditKind: AuditKind {
        switch self {
        case .password: .passwordChanged
        case .roles: .userRolesChanged
        case .email: .userEmailChanged
        case .disabled: .userDisabled
        case .enabled: .userEnabled
        }
    }
}

extension AuditKind {
    /// Whether a user's sessions end with it, and so whether it is the reason that the records of their ends name.
    var endsSessions: Bool {
        switch self {
        case .passwordChanged, .userRolesChanged, .userDisabled, .userDeleted: true
        default: false
        }
    }
}
#endif
