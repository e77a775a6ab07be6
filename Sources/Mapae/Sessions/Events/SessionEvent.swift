public import MapaeJOSE
public import MapaeStore

/// What has happened to a session, for an audit log.
///
/// It holds the session's id and the user's, which open nothing; never a token, nor the `jti` of one that is alive.
public struct SessionEvent: Sendable, Hashable, CustomStringConvertible {
    /// One code per kind of event.
    public struct Kind: Sendable, Hashable, CaseIterable, CustomStringConvertible {
        enum Name: String, Sendable, CaseIterable {
            case began = "session_began"
            case refreshed = "session_refreshed"
            case replayed = "refresh_replayed"
            case reused = "refresh_reused"
            case ended = "session_ended"
            case allEnded = "sessions_ended"
            case displaced = "session_displaced"
            case overdue = "session_overdue"
            case refused = "refresh_refused"
            case unknown = "session_unknown"
            case revoked = "token_revoked"
            case storeFailed = "store_failed"
            case storeRecovered = "store_recovered"
        }

        let name: Name

        /// A user has logged in.
        public static let began = Self(name: .began)
        /// A refresh token was exchanged for its successor.
        public static let refreshed = Self(name: .refreshed)
        /// A refresh token was used again within the window, and the same successor was given out again.
        public static let replayed = Self(name: .replayed)
        /// A refresh token was used that had been used before, so it or its successor was stolen. The session has ended.
        public static let reused = Self(name: .reused)
        /// The session was ended: by its user, or by whoever may.
        public static let ended = Self(name: .ended)
        /// All sessions of a user were ended at once, and no login that was under way begins another. Each that there was has an
        /// ``ended`` of its own.
        public static let allEnded = Self(name: .allEnded)
        /// The session was ended to make room: its user has logged in more often than a user may.
        public static let displaced = Self(name: .displaced)
        /// The session has lasted as long as it may, and has ended.
        public static let overdue = Self(name: .overdue)
        /// The program's own check refused the user, and the session has ended.
        public static let refused = Self(name: .refused)
        /// A refresh token was used whose session has ended before, or was never known to this store.
        public static let unknown = Self(name: .unknown)
        /// A single token was revoked that belongs to no session.
        public static let revoked = Self(name: .revoked)
        /// The store cannot be asked for what other processes revoke. Tokens are still checked against what is known.
        public static let storeFailed = Self(name: .storeFailed)
        /// The store can be asked again.
        public static let storeRecovered = Self(name: .storeRecovered)

        /// All kinds.
        public static let allCases = Name.allCases.map { Self(name: $0) }

        /// The stable text, in snake case.
        public var description: String { name.rawValue }

        /// Why it has happened, as a sentence.
        public var explanation: String {
            switch name {
            case .began: "A user has logged in."
            case .refreshed: "A refresh token was exchanged for its successor."
            case .replayed: "A used refresh token came again within the window; its successor was given out again."
            case .reused:
                "A refresh token was used that had been used before: it or its successor was stolen, so the session ended."
            case .ended: "The session was ended."
            case .allEnded: "All sessions of a user were ended."
            case .displaced: "The session was ended to make room for a new one of the same user."
            case .overdue: "The session has reached its absolute limit and ended."
            case .refused: "The program refused to renew the session, which ended."
            case .unknown: "A refresh token was used whose session has ended before or is not known."
            case .revoked: "A token that belongs to no session was revoked."
            case .storeFailed: "The store cannot be asked for revocations by other processes."
            case .storeRecovered: "The store can be asked for revocations again."
            }
        }
    }

    /// What has happened.
    public let kind: Kind
    /// When.
    public let moment: NumericDate
    /// The session's id, where it concerns one.
    public let sessionID: String?
    /// Whose session or token it is.
    public let subject: String?
    /// Where the login comes from, for ``Kind/began``.
    public let origin: SessionOrigin?
    /// Who ended it, from where and why, where that was said.
    public let ender: SessionEnder?
    /// What the store said, for ``Kind/storeFailed``.
    public let error: StoreError?

    init(
        _ kind: Kind, at moment: NumericDate, sessionID: String? = nil, subject: String? = nil,
        origin: SessionOrigin? = nil, by ender: SessionEnder? = nil, error: StoreError? = nil
    ) {
        self.kind = kind
        self.moment = moment
        self.sessionID = sessionID
        self.subject = subject
        self.origin = origin
        self.ender = ender
        self.error = error
    }

    /// The code and the session.
    public var description: String { sessionID.map { "\(kind) (session \($0))" } ?? "\(kind)" }
}
