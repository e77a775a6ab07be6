#if Server
import MapaeJOSE

/// When keys come, sign and go. All times are in seconds.
struct KeyPolicy: Sendable {
    /// What tokens are signed with.
    var signing = JWSAlgorithm.es256
    /// Of what there is always a key beside it, for clients that know nothing else.
    var held = [JWSAlgorithm.rs256]
    /// How long a key signs.
    var rotationPeriod: Int64 = 90 * 86_400
    /// How long others may keep the published keys.
    var keySetMaxAge: Int64 = 300
    /// How long a key is published before it signs: longer than anybody may keep a list without it. The rest is for
    /// caches that keep it longer than they should, for the other servers of the store, and for clocks that differ.
    var publishLead: Int64 = 3600
    /// How long the longest-lived token lives, with what its checkers allow for.
    var tokenLifetime: Int64
    /// For how much longer than its last token a key is believed: servers learn of a new key one after the other, and
    /// their clocks differ.
    var retirementMargin: Int64 = 600
    /// How long a retired key stays in the store: a clock that was wrong and is set back finds it there.
    var removalDelay: Int64 = 86_400

    /// Creates a policy.
    /// - Parameter tokenLifetime: How long the longest-lived token lives, in seconds.
    init(tokenLifetime: Int64) { self.tokenLifetime = tokenLifetime }

    /// The policy of a server.
    init(_ settings: ServerSettings) {
        self.init(tokenLifetime: Int64(max(settings.accessTokenLifetime, settings.refreshTokenLifetime)))
        rotationPeriod = Int64(settings.keyRotationPeriod)
    }

    /// For how long a key is believed when another has taken its place.
    var keep: Int64 { tokenLifetime.saturating(adding: retirementMargin) }
}

extension Int64 {
    /// A sum that ends at the last of all moments: what comes from a clock or a store must not trap.
    func saturating(adding other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}
#endif
