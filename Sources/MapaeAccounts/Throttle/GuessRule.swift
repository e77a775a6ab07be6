/// Some guesses are free, then each has to wait twice as long as the one before.
struct GuessRule: ThrottleRule {
    struct State: Sendable, Equatable {
        /// The guesses that were let through since the last success.
        var guesses: Int64 = 0
        var last: Int64 = 0
        var blockedUntil: Int64 = 0
    }

    /// What a guess that was let through has changed, so that it can be taken back.
    struct Reservation: Sendable {
        let before: Int64
        let after: Int64
    }

    enum Answer {
        case admitted(Reservation)
        case refused(wait: Int64)
    }

    let free: Int64
    let longestDelay: Int64
    let quiet: Int64

    var fresh: State { State() }

    func isLocked(_ state: State, at now: Int64) -> Bool { now < state.blockedUntil }

    func isIdle(_ state: State, at now: Int64) -> Bool {
        !isLocked(state, at: now) && (state.guesses == 0 || now - state.last >= quiet)
    }

    /// Counts a guess before anything is known about it: of many at once no more get through than one by one.
    func take(_ state: inout State, at now: Int64) -> Answer {
        if isLocked(state, at: now) { return .refused(wait: state.blockedUntil - now) }
        if isIdle(state, at: now) { state = fresh }
        let before = state.blockedUntil
        state.guesses += 1
        state.last = now
        if state.guesses >= free { state.blockedUntil = now + delay(after: state.guesses - free) }
        return .admitted(Reservation(before: before, after: state.blockedUntil))
    }

    /// Takes back a guess that came to nothing: no hash was computed for it.
    func giveBack(_ reservation: Reservation, to state: inout State) {
        guard state.guesses > 0 else { return }
        state.guesses -= 1
        // A later guess may have set another delay since, which stands.
        if state.blockedUntil == reservation.after { state.blockedUntil = reservation.before }
        if state.guesses < free { state.blockedUntil = 0 }
    }

    /// 1, 2, 4 … seconds; the exponent is bounded so that no number of guesses overflows.
    private func delay(after guesses: Int64) -> Int64 { min(longestDelay, 1000 << min(guesses, 20)) }
}
