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
#endif
