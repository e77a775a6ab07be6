import MapaeJOSE
import MapaeStore

extension Sessions {
    /// The most revocations that are read at once.
    private static let pageSize = 1000
    /// The most that is forgotten at once.
    private static let batchSize = 500
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
        while !Task.isCancelled {
            await tick()
            do { try await Task.sleep(for: policy.pollInterval) } catch { return }
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
        do {
            try await look()
            try await wipeReplays()
            if housekeeping.note(failing: false) { report(SessionEvent(.storeRecovered, at: now)) }
            await tidyIfDue()
        } catch is CancellationError {
            // The watch is over.
        } catch {
            if housekeeping.note(failing: true) { fail(error) }
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

    /// Forgets what is dead, once a minute. A program that does not watch does it when somebody logs in, so that its store
    /// does not grow for ever.
    func tidyIfDue() async {
        let now = now
        guard housekeeping.takeTidying(at: now) else { return }
        revocations.sweep(at: now)
        do {
            try await wipeReplays()
            try await inBatches { try await store.purgeSessions(deadBefore: now.seconds - Self.patience, limit: $0) }
            try await inBatches {
                try await store.purgeRevocations(endedBefore: now.seconds - Self.patience, limit: $0)
            }
        } catch is CancellationError {
            // Another minute will do.
        } catch {
            fail(error)
        }
    }

    private func wipeReplays() async throws {
        try await inBatches { try await store.wipeReplays(endedBy: now.milliseconds, limit: $0) }
    }

    /// Forgets all that is over, a batch at a time: while one is deleted, all that want to write wait.
    private func inBatches(_ delete: (_ limit: Int) async throws -> Int) async throws {
        while try await delete(Self.batchSize) >= Self.batchSize { try Task.checkCancellation() }
    }
}
