public import MapaeJOSE
import MapaeStore

/// What has happened at an authorization server, for an audit log.
///
/// It holds ids, which open nothing; never a token, code or secret.
public struct OAuthEvent: Sendable, Hashable, CustomStringConvertible {
    /// One code per kind of event.
    public struct Kind: Sendable, Hashable, CaseIterable, CustomStringConvertible {
        enum Name: String, Sendable, CaseIterable {
            case clientRefused = "client_refused"
            case codeIssued = "code_issued"
            case codeReused = "code_reused"
            case grantBegan = "grant_began"
            case grantRefreshed = "grant_refreshed"
            case grantReplayed = "grant_replayed"
            case grantReused = "grant_reused"
            case grantOverdue = "grant_overdue"
            case grantRefused = "grant_refused"
            case grantEnded = "grant_ended"
            case grantDisplaced = "grant_displaced"
            case grantUnknown = "grant_unknown"
            case clientTokenIssued = "client_token_issued"
            case clientTokenRevoked = "client_token_revoked"
            case clientRegistered = "client_registered"
            case consentGiven = "consent_given"
            case consentWithdrawn = "consent_withdrawn"
            case deviceApproved = "device_approved"
            case deviceDenied = "device_denied"
            case logoutTold = "client_logout_told"
            case logoutDelayed = "client_logout_delayed"
            case logoutRefused = "client_logout_refused"
            case logoutLost = "client_logout_lost"
        }

        let name: Name

        /// A client did not show who it is.
        public static let clientRefused = Self(name: .clientRefused)
        /// A user has agreed, and a code was given out.
        public static let codeIssued = Self(name: .codeIssued)
        /// A code was used again: it was stolen, or is used by who lost an answer. What came of it has ended.
        public static let codeReused = Self(name: .codeReused)
        /// A client has exchanged a code for tokens.
        public static let grantBegan = Self(name: .grantBegan)
        /// A refresh token was exchanged for its successor.
        public static let grantRefreshed = Self(name: .grantRefreshed)
        /// A refresh token was used again within the window, and the same successor was given out again.
        public static let grantReplayed = Self(name: .grantReplayed)
        /// A refresh token was used that had been used before, so it or its successor was stolen. The grant has ended.
        public static let grantReused = Self(name: .grantReused)
        /// The grant has lasted as long as it may, and has ended.
        public static let grantOverdue = Self(name: .grantOverdue)
        /// The user is gone or shut out, or the login is over in which the grant was given. The grant has ended.
        public static let grantRefused = Self(name: .grantRefused)
        /// A client has given its grant back.
        public static let grantEnded = Self(name: .grantEnded)
        /// A grant has ended, as its client has newer ones of the same user, and more than it may.
        public static let grantDisplaced = Self(name: .grantDisplaced)
        /// A refresh token was used while its grant ended.
        public static let grantUnknown = Self(name: .grantUnknown)
        /// A client has got a token for itself.
        public static let clientTokenIssued = Self(name: .clientTokenIssued)
        /// A client has given an access token back.
        public static let clientTokenRevoked = Self(name: .clientTokenRevoked)
        /// A client has registered itself.
        public static let clientRegistered = Self(name: .clientRegistered)
        /// A user has agreed to what a client asks for, and that is remembered.
        public static let consentGiven = Self(name: .consentGiven)
        /// What a client was allowed was taken back, and its grants have ended.
        public static let consentWithdrawn = Self(name: .consentWithdrawn)
        /// A user has let a device in.
        public static let deviceApproved = Self(name: .deviceApproved)
        /// A user has turned a device away.
        public static let deviceDenied = Self(name: .deviceDenied)
        /// A client was told that a user has logged out, and has said that it knows.
        public static let logoutTold = Self(name: .logoutTold)
        /// A client could not be told that a user has logged out, for the first time. It is told again.
        public static let logoutDelayed = Self(name: .logoutDelayed)
        /// A client was told that a user has logged out, and has answered that it does not do it (status 400).
        public static let logoutRefused = Self(name: .logoutRefused)
        /// A client will not be told that a user has logged out: it could not be for too long, or too many logouts wait for it.
        public static let logoutLost = Self(name: .logoutLost)

        /// All kinds.
        public static let allCases = Name.allCases.map { Self(name: $0) }

        /// The stable text, in snake case.
        public var description: String { name.rawValue }
    }

    /// What has happened.
    public let kind: Kind
    /// When.
    public let moment: NumericDate
    /// The client that it concerns.
    public let clientID: String?
    /// The grant that it concerns: a session's id.
    public let grantID: String?
    /// Whose grant it is.
    public let subject: String?
    /// Who did it, where that is told: the id of a user, or a word of the program's own, such as `operator`.
    public let actor: String?
    /// From where: the part of an address that tells its network, where that is known.
    public private(set) var network: String?
    /// The status that the client has answered with.
    public let status: Int?
    /// How many of them there were, where it stands for several.
    public let count: Int?

    init(
        _ kind: Kind, at moment: NumericDate, clientID: String?, grantID: String? = nil, subject: String? = nil,
        actor: String? = nil, network: String? = nil, status: Int? = nil, count: Int? = nil
    ) {
        self.kind = kind
        self.moment = moment
        self.clientID = clientID
        self.grantID = grantID
        self.subject = subject
        self.actor = actor
        self.network = network
        self.status = status
        self.count = count
    }

    /// The same event, with the network that its request came from.
    func from(_ network: String?) -> OAuthEvent {
        var event = self
        event.network = network
        return event
    }

    /// The code and the grant.
    public var description: String { grantID.map { "\(kind) (grant \($0))" } ?? "\(kind)" }
}
