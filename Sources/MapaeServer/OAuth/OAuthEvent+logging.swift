#if Server
import Logging
import MapaeOAuth

extension OAuthEvent.Kind {
    /// What the log's readers are told.
    var explanation: String {
        switch self {
        case .clientRefused: "A client did not show who it is."
        case .codeIssued: "A user has agreed, and a code was given out."
        case .codeReused: "A code was used again, and what had come of it has ended."
        case .grantBegan: "A client has exchanged a code for tokens."
        case .grantRefreshed: "A client's refresh token was exchanged."
        case .grantReplayed: "A client's refresh token was used again within the window."
        case .grantReused: "A client's refresh token was used again: it was stolen, and the grant has ended."
        case .grantOverdue: "A grant has lasted as long as it may, and has ended."
        case .grantRefused: "A grant has ended, as its user or login is gone."
        case .grantEnded: "A grant was ended."
        case .grantDisplaced: "A grant has made room for a newer one of the same client and user."
        case .grantUnknown: "A refresh token was used of a grant that has ended."
        case .clientTokenIssued: "A client has got a token for itself."
        case .clientTokenRevoked: "A client has given an access token back."
        case .clientRegistered: "A client has registered itself."
        case .consentGiven: "A user has agreed to what a client asks for."
        case .consentWithdrawn: "What a client was allowed was taken back, and its grants have ended."
        case .deviceApproved: "A user has let a device in."
        case .deviceDenied: "A user has turned a device away."
        case .logoutTold: "A client was told that a user has logged out."
        case .logoutDelayed: "A client could not be told that a user has logged out; it is told again."
        case .logoutRefused: "A client was told that a user has logged out, and has refused it."
        case .logoutLost: "A client will not be told that a user has logged out: out of reach, or too much."
        default: "\(self)"
        }
    }

    /// How loud.
    var level: Logger.Level {
        switch self {
        case .codeReused, .grantReused, .logoutDelayed, .logoutRefused: .warning
        case .logoutLost: .error
        case .clientRefused, .codeIssued, .consentGiven, .logoutTold: .info
        default: .notice
        }
    }
}
#endif
