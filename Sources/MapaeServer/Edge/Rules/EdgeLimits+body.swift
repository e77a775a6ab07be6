#if Server
import NIOCore

extension EdgeLimits {
    /// Until when a body must have made progress: it must not stall, it must come at a least rate, and it must end.
    func bodyDeadline(begun: NIODeadline, received: Int, now: NIODeadline) -> NIODeadline {
        let paid = TimeAmount.nanoseconds(Int64(received) * 1_000_000_000 / Int64(max(bodyRate, 1)))
        return min(now + bodyStall, begun + bodyGrace + paid, begun + bodyTime)
    }
}
#endif
