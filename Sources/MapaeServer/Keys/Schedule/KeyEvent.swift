#if Server
import MapaeJOSE
import MapaeStore

/// What happens to a key.
enum KeyEvent: Sendable, Hashable {
    /// A first key of its kind.
    case added(KeyRecord)
    /// A key that takes another's place.
    case rotated(KeyRecord, former: KeyRecord)
    /// Its last token has died long ago, and it is forgotten.
    case retired(KeyRecord)
    /// Nothing that it has signed is believed any more.
    case revoked(KeyRecord)

    /// What the audit log remembers.
    func record(at moment: NumericDate, actor: String?) -> AuditRecord {
        switch self {
        case .added(let key):
            AuditKind.keyAdded.record(at: moment, actor: actor, details: Self.details(key, isComing: true))
        case .rotated(let key, let former):
            AuditKind.keyRotated.record(at: moment, actor: actor, details: Self.details(key, after: former))
        case .retired(let key): AuditKind.keyRetired.record(at: moment, actor: actor, details: Self.details(key))
        case .revoked(let key): AuditKind.keyRevoked.record(at: moment, actor: actor, details: Self.details(key))
        }
    }

    private static func details(_ key: KeyRecord, isComing: Bool = false, after former: KeyRecord? = nil) -> JSONObject
    {
        var details: JSONObject = ["key_id": .string(key.id), "algorithm": .string(key.algorithm)]
        if isComing || former != nil { details["signs_from"] = .integer(key.signsFrom) }
        if let former {
            details["former_key_id"] = .string(former.id)
            if let end = former.retiresAt { details["former_retires_at"] = .integer(end) }
        }
        return details
    }
}
#endif
