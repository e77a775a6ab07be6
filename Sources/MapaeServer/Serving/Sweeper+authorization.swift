#if Server
import HummingbirdMapae
import Logging
import MapaeStore

extension Sweeper {
    /// So long nothing is forgotten that is over, in seconds: the clocks of several servers differ.
    static let patience: Int64 = 3600
    /// The same for what strangers can leave behind who know a public client's name: it is looked for each minute.
    static let shortInterval = Duration.seconds(60)
    static let pushedPatience: Int64 = 60
    /// A device that asks late is told that its code has expired.
    static let devicePatience: Int64 = 300
    /// So long it is remembered what was used once, in seconds beyond its time: a clock that ran far ahead and was set back must
    /// not make it usable again.
    static let longPatience: Int64 = 86_400

    /// Forgets what clients have left behind: codes, requests of devices, pushed requests, opaque tokens, and what they have used
    /// once. Each has a sweeper of its own, so that a failure of one holds up no other.
    static func authorization(
        _ store: any OAuthStore, now: @escaping @Sendable () -> NumericDate, logger: Logger
    ) -> [Sweeper] {
        [
            Sweeper(subject: "authorization codes", logger: logger) { limit in
                try await store.purgeCodes(keptUntilBefore: now().seconds - patience, limit: limit)
            },
            Sweeper(subject: "device codes", logger: logger, interval: shortInterval) { limit in
                try await store.purgeDeviceCodes(endedBefore: now().seconds - devicePatience, limit: limit)
            },
            Sweeper(subject: "pushed requests", logger: logger, interval: shortInterval) { limit in
                try await store.purgePushedRequests(endedBefore: now().seconds - pushedPatience, limit: limit)
            },
            Sweeper(subject: "opaque tokens", logger: logger) { limit in
                try await store.purgeOpaqueTokens(endedBefore: now().seconds - patience, limit: limit)
            },
            Sweeper(subject: "logins at clients", logger: logger) { limit in
                try await store.purgeClientLogins(keptUntilBefore: now().seconds - patience, limit: limit)
            },
            Sweeper(subject: "what was used once", logger: logger) { limit in
                try await store.purgeUsedOnce(rememberedUntilBefore: now().seconds - longPatience, limit: limit)
            },
        ]
    }
}
#endif
