/// Until when a network is one from which an account has logged in. Nothing of it refuses anybody, so any may be forgotten.
struct TrustRule: ThrottleRule {
    var fresh: Int64 { 0 }

    func isLocked(_ until: Int64, at now: Int64) -> Bool { false }

    func isIdle(_ until: Int64, at now: Int64) -> Bool { until <= now }
}
