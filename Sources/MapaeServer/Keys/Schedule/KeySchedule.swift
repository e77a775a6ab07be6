#if Server
import MapaeJOSE
import MapaeStore

/// Decides which keys there are, which one signs, and which are believed. Values in, values out.
///
/// The keys of one use are a line, in the order in which they begin to sign. At each moment the last that has begun
/// signs. A new one is put at the end of the line and published for a while before it begins; from then on the one
/// before it is believed for as long as its last token can live. There are two uses: the tokens of the server, of
/// whichever algorithm their keys are, and each algorithm that is only held.
struct KeySchedule: Sendable {
    let policy: KeyPolicy

    /// No setting makes a token live longer (the longest is a year). What is to be believed for longer than that after
    /// its end was dated by a clock that was wrong.
    private static let longestLife: Int64 = 366 * 86_400

    init(_ policy: KeyPolicy) { self.policy = policy }

    // MARK: Who signs

    /// The keys of one use.
    func line(of algorithm: JWSAlgorithm, in keys: [KeyRecord]) -> [KeyRecord] {
        let isHeld = policy.held.contains(algorithm)
        return keys.filter { key in
            let held = policy.held.first { $0.description.utf8.elementsEqual(key.algorithm.utf8) }
            return isHeld ? held == algorithm : held == nil
        }.sorted(by: Self.beginsEarlier)
    }

    /// The key of a line that signs: the last that has begun. Where the clock was set back behind all of them, the
    /// first: it has signed before.
    func signer(of line: [KeyRecord], at now: Int64) -> KeyRecord? {
        let living = line.filter { !$0.isRetired(at: now) }
        return living.last { $0.signsFrom <= now } ?? living.first
    }

    /// Whether there is a key that signs for each use.
    func isComplete(_ keys: [KeyRecord], at now: Int64) -> Bool {
        ([policy.signing] + policy.held).allSatisfy { signer(of: line(of: $0, in: keys), at: now) != nil }
    }

    private static func beginsEarlier(_ left: KeyRecord, _ right: KeyRecord) -> Bool {
        if left.signsFrom != right.signsFrom { return left.signsFrom < right.signsFrom }
        if left.createdAt != right.createdAt { return left.createdAt < right.createdAt }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }

    // MARK: The plan

    /// What is to be done now.
    /// - Parameters:
    ///   - keys: The keys of the store.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    ///   - wish: What somebody wants beside the schedule.
    ///   - candidates: Keys that have been made for this, as making one takes too long to do it here. At most one of
    ///     each algorithm is taken.
    ///   - algorithms: For which algorithms to plan: all unless told.
    func plan(
        _ keys: [KeyRecord], at now: Int64, wish: KeyWish? = nil, candidates: [KeyRecord] = [],
        algorithms: [JWSAlgorithm]? = nil
    ) -> KeyPlan {
        var plan = KeyPlan(keys: keys.inOrderOfCreation)
        var orphaned: JWSAlgorithm?
        if case .revoke(let id) = wish {
            guard let key = keys.first(where: { $0.hasID(id) }) else {
                plan.knowsKey = false
                return plan
            }
            orphaned = revoke(key, &plan, now)
        }
        for algorithm in algorithms ?? [policy.signing] + policy.held {
            var haste = orphaned == algorithm ? Haste.orphaned : .none
            if case .rotate(algorithm, let atOnce) = wish { haste = atOnce ? .atOnce : .wished }
            advance(algorithm, &plan, now, candidates, haste)
        }
        // Last, so that nothing goes before what comes for it.
        for key in plan.keys where key.retiresAt.map({ $0.saturating(adding: policy.removalDelay) <= now }) ?? false {
            plan.remove(key)
            plan.events.append(.retired(key))
        }
        return plan
    }

    /// The algorithm whose line a key stands in.
    func use(of key: KeyRecord) -> JWSAlgorithm {
        policy.held.first { $0.description.utf8.elementsEqual(key.algorithm.utf8) } ?? policy.signing
    }

    /// Why a line gets a new key.
    private enum Haste {
        /// If it is due.
        case none
        /// Somebody wants one, published before it signs.
        case wished
        /// Somebody wants one that signs now.
        case atOnce
        /// The one that signed was revoked, and another has to sign now.
        case orphaned

        var isHurry: Bool { self == .atOnce || self == .orphaned }
    }

    /// Takes a key out.
    /// - Returns: The algorithm whose line has nothing that should sign then. An older key would, which others may have
    ///   forgotten.
    private func revoke(_ key: KeyRecord, _ plan: inout KeyPlan, _ now: Int64) -> JWSAlgorithm? {
        let algorithm = use(of: key)
        let signed = signer(of: line(of: algorithm, in: plan.keys), at: now)?.hasID(key.id) ?? false
        plan.remove(key)
        plan.events.append(.revoked(key))
        guard signed else { return nil }
        // Others know what was to sign next already.
        guard let coming = coming(algorithm, plan.keys, now, besides: key) else { return algorithm }
        plan.put(coming.signing(from: now))
        plan.events.append(.rotated(coming.signing(from: now), former: key))
        return nil
    }

    /// The key of a line that is to sign later.
    private func coming(
        _ algorithm: JWSAlgorithm, _ keys: [KeyRecord], _ now: Int64, besides signer: KeyRecord
    ) -> KeyRecord? {
        line(of: algorithm, in: keys).last {
            $0.retiresAt == nil && $0.signsFrom > now && !isMisdated($0, now) && !$0.hasID(signer.id)
                && $0.algorithm.utf8.elementsEqual(algorithm.description.utf8)
        }
    }

    /// Plans one line.
    private func advance(
        _ algorithm: JWSAlgorithm, _ plan: inout KeyPlan, _ now: Int64, _ candidates: [KeyRecord], _ haste: Haste
    ) {
        guard let signer = mended(algorithm, &plan, now, haste) else {
            // Nothing signs. What others have kept of the published keys cannot be waited for.
            if let first = candidate(algorithm, candidates, &plan) {
                plan.put(first.signing(from: now))
                plan.events.append(.added(first.signing(from: now)))
            }
            return
        }
        let coming = coming(algorithm, plan.keys, now, besides: signer)
        let begin =
            haste.isHurry
            ? max(now, signer.signsFrom.saturating(adding: 1)) : now.saturating(adding: policy.publishLead)
        var next: KeyRecord?
        if let coming {
            next = haste.isHurry ? coming.signing(from: begin) : nil
        } else if haste != .none || isDue(signer, algorithm, now) {
            guard let new = candidate(algorithm, candidates, &plan) else { return }
            next = new.signing(from: begin)
        }
        if let next { plan.put(next) }
        // Of an orphaned line no key signs on that has a follower.
        retireFormer(algorithm, &plan, haste == .orphaned ? nil : signer, now)
        guard let next else { return }
        if haste == .orphaned { return plan.events.append(.added(next)) }
        plan.events.append(.rotated(next, former: plan.keys.first { $0.hasID(signer.id) } ?? signer))
    }

    /// The signer, dated anew where a clock that was wrong has dated it: as what is dated far ahead it would sign for
    /// ever, and what begins after the one that takes its place would come back.
    private func mended(
        _ algorithm: JWSAlgorithm, _ plan: inout KeyPlan, _ now: Int64, _ haste: Haste
    ) -> KeyRecord? {
        guard let signer = signer(of: line(of: algorithm, in: plan.keys), at: now) else { return nil }
        guard isMisdated(signer, now) || (haste.isHurry && signer.signsFrom > now) else { return signer }
        let mended = signer.signing(from: now.saturating(adding: -1))
        plan.put(mended)
        return mended
    }

    private func isDue(_ signer: KeyRecord, _ algorithm: JWSAlgorithm, _ now: Int64) -> Bool {
        !signer.algorithm.utf8.elementsEqual(algorithm.description.utf8)
            // It was to go, and what was to come was revoked.
            || signer.retiresAt != nil
            || now.saturating(adding: policy.publishLead) >= signer.signsFrom.saturating(adding: policy.rotationPeriod)
    }

    /// No plan dates a key so far ahead: the clock was wrong when it was made.
    private func isMisdated(_ key: KeyRecord, _ now: Int64) -> Bool {
        key.signsFrom > now.saturating(adding: max(policy.rotationPeriod, policy.publishLead))
    }

    /// Sets until when those are believed that another follows.
    private func retireFormer(_ algorithm: JWSAlgorithm, _ plan: inout KeyPlan, _ signer: KeyRecord?, _ now: Int64) {
        let living = line(of: algorithm, in: plan.keys).filter { !$0.isRetired(at: now) }
        let dated = living.filter { !isMisdated($0, now) }
        guard let last = dated.last(where: { $0.retiresAt == nil }) else { return }
        for key in living where !key.hasID(last.id) {
            let follower = dated.first { Self.beginsEarlier(key, $0) } ?? last
            let end = max(follower.signsFrom, now).saturating(adding: policy.keep)
            // One that signs still may sign for longer lives than when its end was set. Never sooner, as other servers
            // may give other lives, but for an end that no lives explain.
            let isOpen = key.retiresAt == nil
            let isTooSoon = (signer.map { key.hasID($0.id) } ?? false) && (key.retiresAt ?? end) < end
            let isTooLate = (key.retiresAt ?? end) > end.saturating(adding: Self.longestLife)
            if isOpen || isTooSoon || isTooLate { plan.put(key.retiring(at: end)) }
        }
    }

    private func candidate(
        _ algorithm: JWSAlgorithm, _ candidates: [KeyRecord], _ plan: inout KeyPlan
    ) -> KeyRecord? {
        let found = candidates.first { $0.algorithm.utf8.elementsEqual(algorithm.description.utf8) }
        if found == nil { plan.missing.append(algorithm) }
        return found
    }
}
#endif
