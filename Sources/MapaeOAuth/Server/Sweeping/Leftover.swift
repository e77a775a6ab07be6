/// What is left behind at an authorization server. Each kind is swept on its own, so that a failure of one holds up no other.
enum Leftover: Sendable, CaseIterable {
    case codes, deviceCodes, pushedRequests, opaqueTokens, clientLogins, usedOnce, documentClients

    /// How long to wait between two looks.
    var interval: Duration {
        switch self {
        // Strangers can leave these behind who know a public client's id.
        case .deviceCodes, .pushedRequests: .seconds(60)
        case .codes, .opaqueTokens, .clientLogins, .usedOnce, .documentClients: .seconds(3600)
        }
    }

    /// How long it is kept when it is over, in seconds.
    var patience: Int64 {
        switch self {
        // The clocks of several servers differ.
        case .codes, .opaqueTokens, .clientLogins: 3600
        // A device that asks late is told that its code has expired.
        case .deviceCodes: 300
        case .pushedRequests: 60
        // A clock that ran far ahead and was set back must not make usable again what was used once.
        case .usedOnce: 86_400
        // A month, so that users are not asked again too soon.
        case .documentClients: 30 * 86_400
        }
    }
}
