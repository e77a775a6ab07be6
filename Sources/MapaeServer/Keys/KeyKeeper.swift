#if Server
import Foundation
import HummingbirdMapae
import Logging
import MapaeJOSE
import MapaeStore
import Synchronization

/// Keeps the keys of a running server: as the store has them, and as the schedule wants them.
///
/// The store decides. Each change is one atomic step of it, so that of several servers one makes a key and the others
/// find it; and each server reads the keys every second, so that what an operator does counts everywhere within two.
final class KeyKeeper: Sendable {
    /// How often the keys are read. With what a read takes, two seconds are what is promised.
    static let pollInterval = Duration.seconds(1)

    /// What the server signs and checks with.
    let ring: LiveKeyRing
    let master: MasterKey
    let schedule: KeySchedule
    private let store: any KeyStore
    private let clock: TokenClock
    private let opener: KeyOpener
    private let maker: KeyMaker
    private let state: Mutex<State>
    /// What makes the keys that are missing, while somebody waits for it.
    private let completion = Mutex<Task<Void, any Error>?>(nil)

    private struct State: Sendable {
        /// The keys as the store had them last.
        var records: [KeyRecord]
        /// The id of the key that signs.
        var signer: String?
        /// Whether there is one for each use. It was looked up when they were read: a key that signs goes on until another one does.
        var isComplete: Bool
        /// When they were read, by a clock that nobody sets.
        var readAt: ContinuousClock.Instant
    }

    /// Reads the keys, and makes the one that signs where there is none.
    ///
    /// The keys that are only held are made by the first ``tick(log:)``, or by ``complete(log:)`` for who cannot wait for that: an
    /// RSA key would make the first start slow.
    /// - Throws: ``ServerError`` `master_key` when one of them does not open; `StoreError`.
    static func open(
        _ store: any KeyStore, master: MasterKey, policy: KeyPolicy, clock: TokenClock
    ) async throws -> KeyKeeper {
        let schedule = KeySchedule(policy)
        let maker = KeyMaker(vault: KeyVault(master: master))
        let begun = ContinuousClock.now
        let plan = try await change(store, schedule, maker, clock, algorithms: [policy.signing])
        var records = plan?.keys ?? []
        if plan == nil { records = try await store.keys() }
        let opener = KeyOpener(vault: maker.vault)
        let now = clock.now().seconds
        for record in records { _ = try opener.key(record) }
        guard let ring = try schedule.ring(records, at: now, { try opener.key($0) }) else {
            throw ServerError(.masterKey, "The store has no signing key and took none.")
        }
        return KeyKeeper(store, master, schedule, clock, opener, maker, records, ring, readAt: begun)
    }

    private init(
        _ store: any KeyStore, _ master: MasterKey, _ schedule: KeySchedule, _ clock: TokenClock, _ opener: KeyOpener,
        _ maker: KeyMaker, _ records: [KeyRecord], _ ring: KeyRing, readAt: ContinuousClock.Instant
    ) {
        self.store = store
        self.master = master
        self.schedule = schedule
        self.clock = clock
        self.opener = opener
        self.maker = maker
        self.ring = LiveKeyRing(ring)
        self.state = Mutex(
            State(
                records: records, signer: ring.signing.keyID,
                isComplete: schedule.isComplete(records, at: clock.now().seconds), readAt: readAt))
    }

    /// The keys as the store had them last, the oldest first.
    var records: [KeyRecord] { state.withLock { $0.records } }

    /// The key that signs with an algorithm now, be it the one that signs the server's tokens or one that is held beside it. It is
    /// published, and has been for as long as the schedule wants, before it is this.
    /// - Returns: `nil` where there is none.
    func signer(_ algorithm: JWSAlgorithm) -> SigningKey? {
        let openable = records.filter { (try? opener.key($0)) != nil }
        let line = schedule.line(of: algorithm, in: openable)
        guard let record = schedule.signer(of: line, at: clock.now().seconds), let key = try? opener.key(record),
            key.algorithm == algorithm
        else { return nil }
        return key
    }

    /// How long ago the store was last asked for the keys, with an answer.
    var age: Duration { state.withLock { $0.readAt.duration(to: .now) } }

    /// Notes when the store was asked for the keys.
    func noteRead(at moment: ContinuousClock.Instant) { state.withLock { $0.readAt = moment } }

    /// One look at the store, what the schedule wants done, and the keys that result.
    ///
    /// A store that fails is asked again with the next one. Meanwhile keys begin to sign and retire as they were to.
    /// - Parameter log: Where to say what happens.
    func tick(log: Logger) async throws {
        do {
            let begun = ContinuousClock.now
            adopt(try await store.keys(), log)
            noteRead(at: begun)
            if let plan = try await change() {
                adopt(plan.keys, log)
                // An RSA key takes its time; the store has said just now what it has.
                noteRead(at: .now)
                for record in plan.records(at: clock.now(), actor: nil) { record.log(to: log) }
            }
        } catch {
            adopt(records, log)
            throw error
        }
    }

    /// Waits until there is a key for each use, making those that are missing. Where none is, which is so but for the first moments
    /// of a first start, it costs nothing.
    ///
    /// All who wait at a time wait for one and the same look: each would else make a key of its own, and all but one of them
    /// in vain.
    /// - Parameter log: Where to say what happens.
    /// - Throws: `StoreError`; ``ServerError``.
    func complete(log: Logger) async throws {
        guard !state.withLock({ $0.isComplete }) else { return }
        let task = completion.withLock { running in
            let task = running ?? Task { try await tick(log: log) }
            running = task
            return task
        }
        defer { completion.withLock { if $0 == task { $0 = nil } } }
        try await task.value
    }

    /// Carries out what somebody wants, and what is due.
    /// - Returns: The plan that was carried out; `nil` where there was nothing to do.
    func change(_ wish: KeyWish? = nil, actor: String? = nil) async throws -> KeyPlan? {
        try await Self.change(store, schedule, maker, clock, wish: wish, actor: actor)
    }

    private static func change(
        _ store: any KeyStore, _ schedule: KeySchedule, _ maker: KeyMaker, _ clock: TokenClock, wish: KeyWish? = nil,
        actor: String? = nil, algorithms: [JWSAlgorithm]? = nil
    ) async throws -> KeyPlan? {
        var candidates: [KeyRecord] = []
        while true {
            let now = clock.now()
            let made = candidates
            let present = schedule.plan(
                try await store.keys(), at: now.seconds, wish: wish, candidates: made, algorithms: algorithms)
            // A read disturbs nobody; a write is for when there is something to write.
            guard !present.isEmpty else { return wish == nil && made.isEmpty ? nil : present }
            if let algorithm = present.missing.first {
                candidates.append(try await maker.make(algorithm, createdAt: now.seconds))
                continue
            }
            let plan = try await store.changeKeys { records in
                schedule.plan(records, at: now.seconds, wish: wish, candidates: made, algorithms: algorithms)
                    .change(at: now, actor: actor)
            }.outcome
            if plan.missing.isEmpty { return plan }
        }
    }

    /// Puts the keys in the place of the present ones.
    private func adopt(_ records: [KeyRecord], _ log: Logger) {
        let now = clock.now().seconds
        // Of one that does not open nothing can be believed. The others go on, above all when one of them was revoked.
        let open: (KeyRecord) -> SigningKey? = { [opener] in try? opener.key($0) }
        let former = state.withLock { $0 }
        let openable = records.filter { open($0) != nil }
        let signer = schedule.signer(of: schedule.line(of: schedule.policy.signing, in: openable), at: now)?.id
        // A key that waited for its turn may have it now.
        let isComplete = schedule.isComplete(records, at: now)
        state.withLock { $0.isComplete = isComplete }
        // Ids and the sealed bytes are compared: two spellings of one id are told apart by the bytes.
        guard records != former.records || signer != former.signer else { return }
        if openable.count < records.count, records != former.records {
            log.error("a signing key does not open: was it sealed with another master key?")
        }
        guard let ring = try? schedule.ring(openable, at: now, { try opener.key($0) }) else {
            // The last key was revoked, and the one that comes for it is not there yet. Nothing must be believed
            // meanwhile.
            if let nothing = try? KeyRing(signing: .generate(schedule.policy.signing)) {
                self.ring.replace(by: nothing)
            }
            note(records, signer: nil)
            return
        }
        self.ring.replace(by: ring)
        note(records, signer: signer)
        opener.forget(allBut: records)
        log.notice(
            "the keys have changed",
            metadata: ["mapae.signing-key": "\(ring.signing.keyID ?? "")", "mapae.keys": "\(records.count)"])
    }

    private func note(_ records: [KeyRecord], signer: String?) {
        state.withLock { state in
            state.records = records
            state.signer = signer
        }
    }
}

extension KeyPlan {
    /// What the audit log has of it.
    func records(at now: NumericDate, actor: String?) -> [AuditRecord] {
        events.map { $0.record(at: now, actor: actor) }
    }
}
#endif
