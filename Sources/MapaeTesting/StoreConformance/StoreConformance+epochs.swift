import MapaeStore

extension StoreConformance {
    /// The promises about the end of epochs.
    static let epochs: [Check<any AccountStore>] = [
        Check("the epoch of who is no user any more is forgotten, and not before it was noted for long enough") {
            store in
            for id in ["gone", "here"] {
                let user = UserRecord(id: id, username: id, passwordHash: nil, createdAt: 1)
                _ = try await store.insertIfAbsent(user)
                _ = try await store.endSessions(of: id, sweepOfEpochs)
            }
            _ = try await store.change(user: "gone") { _ in UserChange(.remove, ending: sweepOfEpochs, outcome: 0) }
            let gone = try await store.sessionEpoch(of: "gone")
            func purge(before moment: Int64, at now: Int64, does count: Int) async throws {
                let done = try await store.purgeSessionEpochs(notedBefore: moment, at: now, limit: 10)
                try require(done == count, "At \(now) \(done) epochs were noted or forgotten, not \(count).")
            }
            try await purge(before: 900, at: 1000, does: 1)
            try await purge(before: 1000, at: 1100, does: 0)
            try require(try await store.sessionEpoch(of: "gone") == gone, "An epoch was forgotten too early.")
            try await purge(before: 1001, at: 1101, does: 1)
            try require(try await store.sessionEpoch(of: "gone") == 0, "The epoch of a user who is gone stays.")
            try require(try await store.sessionEpoch(of: "here") != 0, "The epoch of a user was forgotten.")
            try await purge(before: .max, at: 1102, does: 0)
        },
        Check("an epoch that has changed since it was noted is noted anew, and no number comes twice") { store in
            var seen: [Int64] = [0]
            func end() async throws {
                _ = try await store.endSessions(of: "gone", sweepOfEpochs)
                let epoch = try await store.sessionEpoch(of: "gone")
                try require(!seen.contains(epoch), "An epoch came again: \(epoch).")
                seen.append(epoch)
            }
            for now in [Int64(10), 20, 30] {
                try await end()
                let noted = try await store.purgeSessionEpochs(notedBefore: now, at: now, limit: 10)
                try require(noted == 1, "At \(now) \(noted) epochs were noted or forgotten, not one.")
            }
            _ = try await store.purgeSessionEpochs(notedBefore: 31, at: 31, limit: 10)
            try await end()
        },
        Check("no more epochs are noted or forgotten at once than is said") { store in
            for number in 0..<5 { _ = try await store.endSessions(of: "gone \(number)", sweepOfEpochs) }
            var counts: [Int] = []
            for now in [Int64(1), 1, 1, 1, 2, 2, 2, 2] {
                counts.append(try await store.purgeSessionEpochs(notedBefore: now, at: now, limit: 2))
            }
            try require(counts == [2, 2, 1, 0, 2, 2, 1, 0], "Batches of two had \(counts).")
        },
    ]

    private static let sweepOfEpochs = SessionSweep {
        SessionEnding(Revocation(id: $0.id, endsAt: $0.aliveUntil))
    }
}
