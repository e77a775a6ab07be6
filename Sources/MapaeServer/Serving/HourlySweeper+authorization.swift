#if Server
import HummingbirdMapae
import Logging
import MapaeStore

extension HourlySweeper {
    /// So long nothing is forgotten that is over, in seconds: the clocks of several servers differ.
    static let patience: Int64 = 3600
    /// So long it is remembered what was used once, in seconds beyond its time: a clock that ran far ahead and was set back must
    /// not make it usable again.
    static let longPatience: Int64 = 86_400

    /// Forgets what clients have left behind: codes, requests of devices, pushed requests, opaque tokens, and what they have used
    /// once. Each has a sweeper of its own, so that a failure of one holds up no other.
    static func authorization(
        _ store: any OAuthStore, now: @escaping @Sendable () -> NumericDate, logger: Logger
    ) -> [HourlySweeper] {
        [
            HourlySweeper(subject: "authorization codes", logger: logger) { limit in
                try await store.purgeCodes(keptUntilBefore: now().seconds - patience, limit: limit)
            },
            HourlySweeper(subject: "device codes", logger: logger) { limit in
                try await store.purgeDeviceCodes(endedBefore: now().seconds - patience, limit: limit)
            },
            HourlySweeper(subject: "pushed requests", logger: logger) { limit in
                try await store.purgePushedRequests(endedBefore: now().seconds - patience, limit: limit)
            },
            HourlySweeper(subject: "opaque tokens", logger: logger) { limit in
                try await store.purgeOpaqueTokens(endedBefore: now().seconds - patience, limit: limit)
            },
            HourlySweeper(subject: "what was used once", logger: logger) { limit in
                try await store.purgeUsedOnce(rememberedUntilBefore: now().seconds - longPatience, limit: limit)
            },
        ]
    }
}
#endif
