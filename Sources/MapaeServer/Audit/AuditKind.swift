#if Server
import HummingbirdMapae
import Logging
import MapaeStore

/// What the server records beside the events of sessions. The texts are stable: programs search for them.
enum AuditKind: String, CaseIterable {
    case loginFailed = "login_failed"
    case loginRefused = "login_refused"
    case loginThrottled = "login_throttled"
    case signUpThrottled = "sign_up_throttled"
    case userCreated = "user_created"
    case usersImported = "users_imported"
    case passwordChanged = "password_changed"
    case passwordChangeFailed = "password_change_failed"
    case userDisabled = "user_disabled"
    case userEnabled = "user_enabled"
    case userRolesChanged = "user_roles_changed"
    case userEmailChanged = "user_email_changed"
    case userDeleted = "user_deleted"
    case databaseRestored = "database_restored"
    case keyAdded = "key_added"
    case keyRotated = "key_rotated"
    case keyRetired = "key_retired"
    case keyRevoked = "key_revoked"
    case clientAdded = "client_added"
    case clientChanged = "client_changed"
    case clientSecretRotated = "client_secret_rotated"
    case clientRemoved = "client_removed"

    /// What the log's readers are told.
    var explanation: String {
        switch self {
        case .loginFailed: "A login failed: the name or the password was wrong, or the user is shut out."
        case .loginRefused: "A login was refused: the password was right, and the user may not have the scope."
        case .loginThrottled: "A login was refused, as there were too many."
        case .signUpThrottled: "A sign-up was refused, as there were too many."
        case .userCreated: "A user was created."
        case .usersImported: "Users were imported."
        case .passwordChanged: "A password was changed, and the user's other sessions ended."
        case .passwordChangeFailed: "A password was not changed, as the present one was wrong."
        case .userDisabled: "A user was shut out, and all its sessions ended."
        case .userEnabled: "A user may log in again."
        case .userRolesChanged: "The roles of a user were changed, and all its sessions ended."
        case .userEmailChanged: "The e-mail address of a user was changed."
        case .userDeleted: "A user was deleted, and all its sessions ended."
        case .databaseRestored: "A backup was put in the place of the database, and all sessions ended."
        case .keyAdded: "A first key for an algorithm was added."
        case .keyRotated: "A key takes the place of another, which is believed until its last token has died."
        case .keyRetired: "A key whose last token has died was forgotten."
        case .keyRevoked: "A key was revoked: nothing that it has signed is believed."
        case .clientAdded: "A client was added."
        case .clientChanged: "A client was changed."
        case .clientSecretRotated: "A client was given a new secret."
        case .clientRemoved: "A client was removed, and all its grants ended."
        }
    }

    var level: Logger.Level {
        switch self {
        case .loginFailed, .passwordChangeFailed: .info
        case .loginThrottled, .signUpThrottled: .warning
        default: .notice
        }
    }

    /// A record of this kind.
    /// - Parameters:
    ///   - moment: When.
    ///   - subject: The id of the user whom it is about.
    ///   - actor: Who did it.
    ///   - sessionID: The session in which it was done.
    ///   - network: From where.
    ///   - details: Whatever else there is to tell; nothing secret.
    func record(
        at moment: NumericDate, subject: String? = nil, actor: String? = nil, sessionID: String? = nil,
        network: String? = nil, details: JSONObject = [:]
    ) -> AuditRecord {
        AuditRecord(
            rawValue, at: moment.milliseconds, subject: subject, actor: actor, sessionID: sessionID, network: network,
            // Texts and whole numbers only, which can always be written.
            details: (try? JSONValue.object(details).serialized()) ?? Array("{}".utf8))
    }
}
#endif
