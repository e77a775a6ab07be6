import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

/// The tokens that were given out.
private final class Given: Sendable {
    private let list: Mutex<[TokenResponse]>

    init(_ first: TokenResponse) { list = Mutex([first]) }

    var all: [TokenResponse] { list.withLock(\.self) }

    func add(_ tokens: TokenResponse) { list.withLock { $0.append(tokens) } }
}

@Suite("Many at once")
struct SessionRaceTests {
    @Test("64 refreshes of one token get one successor, round after round (R2)", arguments: Backing.allCases)
    func parallelRefreshes(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            var tokens = try await bench.sessions.begin(for: "ada")
            let rounds = backing == .memory ? 100 : 20
            for _ in 0..<rounds {
                let token = tokens.refreshToken
                let answers = try await withThrowingTaskGroup(of: TokenResponse.self) { group in
                    for _ in 0..<64 { group.addTask { try await bench.refresh(token) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(Set(answers.map(\.refreshToken)).count == 1)
                for answer in answers.prefix(3) { #expect(await bench.refusal(answer.accessToken) == nil) }
                tokens = answers[0]
            }
            #expect(bench.notes.kinds.filter { $0 == .refreshed }.count == rounds)
            #expect(bench.notes.kinds.filter { $0 == .replayed }.count == rounds * 63)
            #expect(try await bench.refreshRefusal(tokens.refreshToken) == nil)
        }
    }

    @Test(
        "after a revocation has returned no token of the session is alive, whoever refreshed meanwhile (R4)",
        arguments: Backing.allCases)
    func revokeAgainstRefresh(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            for round in 0..<(backing == .memory ? 1000 : 100) {
                let tokens = try await bench.sessions.begin(for: "ada")
                let given = Given(tokens)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        var latest = tokens
                        while let next = try? await bench.refresh(latest.refreshToken) {
                            given.add(next)
                            latest = next
                        }
                    }
                    group.addTask {
                        for _ in 0..<(round % 5) { await Task.yield() }
                        if round.isMultiple(of: 2) {
                            try await bench.sessions.revoke(tokens.accessToken)
                        } else {
                            try await bench.sessions.endAll(of: "ada")
                        }
                        // From here on, not only after the other has noticed.
                        for tokens in given.all {
                            #expect(await bench.refusal(tokens.accessToken) == .revoked)
                            #expect(await bench.refusal(tokens.refreshToken ?? "", .refresh) == .revoked)
                        }
                    }
                    try await group.waitForAll()
                }
                for tokens in given.all {
                    #expect(await bench.refusal(tokens.accessToken) == .revoked)
                    #expect(try await bench.refreshRefusal(tokens.refreshToken) == .revoked)
                }
            }
            #expect(try await bench.sessions.sessions(of: "ada").isEmpty)
        }
    }

    @Test("a stolen token that is used beside its owner's leaves one line of tokens or none (R1, R2)")
    func thief() async throws {
        for _ in 0..<200 {
            let bench = try SessionBench(MemoryStore())
            let tokens = try await bench.sessions.begin(for: "ada")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        var latest = tokens
                        for _ in 0..<5 {
                            guard let next = try? await bench.refresh(latest.refreshToken) else { return }
                            latest = next
                            bench.time.advance(by: .seconds(6))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let left = try await bench.sessions.sessions(of: "ada")
            #expect(left.count == (bench.notes.kinds.contains(.reused) ? 0 : 1))
        }
    }
}
