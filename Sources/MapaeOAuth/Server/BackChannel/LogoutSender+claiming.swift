import Mapae
import MapaeJOSE
import MapaeStore
import Synchronization

extension LogoutSender {
    /// Claims what is due, for as many clients as there is room for.
    func claim() async -> [ClaimedLogout] {
        await trim()
        let now = server.now.milliseconds
        let (busy, held) = state.withLock { state in (state.busy, state.holds.clients(at: now)) }
        let room = limits.concurrency - busy.count
        guard room > 0 else { return [] }
        let claim = LogoutClaim(
            now: now, leaseEndsAt: now + limits.lease,
            excludedClients: busy.union(held).map { String(decoding: $0, as: UTF8.self) }, limit: room)
        do {
            let claimed = try await server.store.claimLogouts(claim)
            state.withLock { $0.busy.formUnion(claimed.map { Array($0.clientID.utf8) }) }
            return claimed
        } catch {
            report(error)
            return []
        }
    }

    /// How long there is nothing to do, as far as is known. What is due already waits for a client that is being told something, and
    /// is looked for again as soon as it has answered; or for one that has not answered, whose time is known. What is due soon at another
    /// client is not seen behind that, so the wait is short then.
    func pause() async -> Duration {
        guard let next = try? await server.store.nextLogout() else { return limits.interval }
        let now = server.now.milliseconds
        if next > now { return min(.milliseconds(next - now), limits.interval) }
        let end = state.withLock { state in state.holds.firstEnd(after: now) }
        let wait: Duration = end.map { min(Duration.milliseconds($0 - now), .seconds(5)) } ?? .seconds(1)
        return min(wait, limits.interval)
    }

    /// Drops what is too much, once a minute.
    private func trim() async {
        let now = server.now
        let isDue = state.withLock { state in
            // A clock that was set back must not put it off for long.
            guard now.seconds >= state.nextTrim || state.nextTrim > now.seconds + 60 else { return false }
            state.nextTrim = now.seconds + 60
            return true
        }
        guard isDue else { return }
        let event = { @Sendable (overflow: LogoutOverflow) in
            OAuthEvent(.logoutLost, at: now, clientID: overflow.clientID, count: overflow.count)
        }
        do {
            let dropped = try await server.store.trimLogouts(perClient: limits.perClient, overall: limits.overall) {
                [server] in server.records(event($0))
            }
            for overflow in dropped { server.report(event(overflow)) }
        } catch {
            report(error)
        }
    }
}
