import MapaeJOSE
import MapaeStore

extension Sessions {
    /// The most revocations that are read at once.
    private static let pageSize = 1000
    /// The most that is forgotten at once.
    private static let batchSize = 500
    /// How many batches go in a row, before others have their turn.
    private static let batchesInARow = 4
    /// Nothing is forgotten before it has been over for so many seconds: the clocks of several servers differ, and one that is
    /// set forward by mistake must not end what it finds alive when it is set back.
    static let patience = RevocationSet.patience

    /// Reads what was revoked before this process began. Until that has succeeded once, no token is taken.
    ///
    /// Call it before the server listens. Who does not call it leaves it to the first request.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails.
    public func start() async throws(TokenError) {
        do {
            try await look()
        } catch {
            if !(error is CancellationError) { fail(error) }
            throw unavailable(error)
        }
    }

    /// Learns what other processes revoke, wipes what is over, and forgets what is dead, until its task is cancelled.
    ///
    /// A store that fails is asked again; meanwhile tokens are checked against what is known. How old that is tells
    /// ``ageOfKnowledge``.
    public func watch() async {
        // Side by side: after a long stop there may be a million sessions to forget, and another process may hold up whoever writes.
        // What has been revoked must be learnt all the same.
        await withTaskGroup { group in
            for duty in [learn, tidy] as [@Sendable () async -> Void] {
                group.addTask { [policy] in
                    while !Task.isCancelled {
                        await duty()
                        do { try await Task.sleep(for: policy.pollInterval) } catch { return }
                    }
                }
            }
        }
    }

    /// How long ago the store was last asked what others have revoked, with an answer; `nil` before the first one.
    ///
    /// While ``watch()`` runs and the store answers, this is little more than ``SessionPolicy/pollInterval``. Tokens are
    /// checked against what is known however old it is: a store that is away must not log out everybody. Let a readiness
    /// check say it, so that requests go to a server that knows more.
    public var ageOfKnowledge: Duration? { housekeeping.lastLook.map { $0.duration(to: .now) } }

    /// One look, and what else is due.
    func tick() async {
        await learn()
        await tidy()
    }

    @Sendable private func learn() async { await attend(to: .learning) { try await look() } }

    @Sendable private func tidy() async {
        await attend(to: .tidying) {
            if try await !wipeReplays(batches: Self.batchesInARow) { housekeeping.resumeTidying() }
        }
        await tidyIfDue(batches: Self.batchesInARow)
    }

    private func attend(to duty: Housekeeping.Duty, _ body: () async throws -> Void) async {
        do {
            try await body()
            if housekeeping.note(failing: false, duty) { report(SessionEvent(.storeRecovered, at: now)) }
        } catch is CancellationError {
            // The watch is over.
        } catch {
            if housekeeping.note(failing: true, duty) { fail(error) }
        }
    }

    /// Reads to the end of what the store has revoked.
    func look() async throws {
        let begun = ContinuousClock.now
        while true {
            let page = try await store.revocations(after: revocations.cursor, limit: Self.pageSize)
            revocations.add(page, at: now)
            guard page.revocations.count < Self.pageSize else { continue }
            revocations.markFilled()
            return housekeeping.noteLook(at: begun)
        }
    }

    /// Forgets what is dead, once a minute; where that is much, some of it, and soon more. A program that does not watch does it when
    /// somebody logs in, so that its store does not grow for ever; who logs in must not wait for more than a batch of each.
    /// - Parameter batches: How many batches of each may go.
    func tidyIfDue(batches: Int = 1) async {
        let now = now
        guard housekeeping.takeTidying(at: now) else { return }
        revocations.sweep(at: now)
        let moment = now.seconds - Self.patience
        do {
            let isDone = [
                try await wipeReplays(batches: batches),
                try await inBatches(batches) { try await store.purgeSessions(deadBefore: moment, limit: $0) },
                try await inBatches(batches) { try await store.purgeRevocations(endedBefore: moment, limit: $0) },
            ]
            if isDone.contains(false) { housekeeping.resumeTidying() }
        } catch is CancellationError {
            // Another minute will do.
        } catch {
            fail(error)
        }
    }

    private func wipeReplays(batches: Int) async throws -> Bool {
        try await inBatches(batches) { try await store.wipeReplays(endedBy: now.milliseconds, limit: $0) }
    }

    /// Forgets what is over, a batch at a time: while one is deleted, all that want to write wait.
    /// - Returns: Whether there is no more.
    private func inBatches(_ batches: Int, _ delete: (_ limit: Int) async throws -> Int) async throws -> Bool {
        for _ in 0..<batches {
            guard try await delete(Self.batchSize) >= Self.batchSize else { return true }
            try Task.checkCancellation()
        }
        return false
    }
}
