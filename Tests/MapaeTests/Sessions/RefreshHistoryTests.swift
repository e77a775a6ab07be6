import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("Refresh tokens in random histories")
struct RefreshHistoryTests {
    private static let start = NumericDate(seconds: 1_700_000_000)
    private static let window: Int64 = 10_000
    private static let limit: Int64 = 400_000

    /// What ought to happen, said as simply as can be: with every use ever made remembered.
    private struct Model {
        var uses: [(token: Int, successor: Int, moment: Int64)] = []
        var current = 0
        var hasEnded = false

        mutating func use(_ token: Int, at moment: Int64, candidate: Int) -> RefreshRotation.Outcome {
            if hasEnded { return .unknown }
            if moment >= limit {
                hasEnded = true
                return .overdue
            }
            if token == current {
                uses.append((token, candidate, moment))
                current = candidate
                return .rotated
            }
            let recent = uses.filter { moment < $0.moment + window }.suffix(RefreshRotation.replayLimit)
            if let use = recent.first(where: { $0.token == token }) { return .replayed(sealed: bytes(use.successor)) }
            hasEnded = true
            return .reused
        }
    }

    private static func bytes(_ token: Int) -> [UInt8] { Array("\(token)".utf8) }

    private static func session() -> SessionRecord {
        SessionRecord(
            id: "s", subject: "ada", createdAt: start.seconds, endsAt: start.seconds + limit / 1000,
            isPersistent: false, usedAt: start.seconds, aliveUntil: start.seconds, current: bytes(0), scope: "",
            claims: [])
    }

    @Test("the store does what the model says, step by step (R1, R3, R10)", arguments: 0..<60 as Range<UInt64>)
    func history(_ seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let store = MemoryStore()
            _ = try await store.change(session: "s") { _ in SessionChange(.put(Self.session()), outcome: 0) }
            var model = Model()
            var moment: Int64 = 0
            var issued = 1
            let haste = [50, 3000, 12_000].randomElement(using: &random) ?? 0
            for _ in 0..<50 {
                moment += Int64.random(in: 0...Int64(haste), using: &random)
                // Mostly one of the newest, now and then any, so that histories are long and all rows of the table come.
                let age = Int.random(in: 0..<40, using: &random) == 0 ? issued : min(issued, 3)
                let token = Int.random(in: 0..<age, using: &random)
                let used = issued - 1 - token
                let candidate = issued
                let expected = model.use(used, at: moment, candidate: candidate)
                let now = Self.start.advanced(by: .milliseconds(moment))
                let change = try await store.change(session: "s") { record in
                    RefreshRotation.use(
                        Self.bytes(used), of: record, at: now, .init(window: .milliseconds(Self.window), lag: .zero),
                        successor: .init(
                            digest: Self.bytes(candidate), sealed: Self.bytes(candidate),
                            aliveUntil: now.seconds + 100, accessUntil: now.seconds + 100, scope: "", claims: []))
                }
                try #require(change.outcome == expected, "seed \(seed), token \(used) at \(moment)")
                if change.outcome == .rotated { issued += 1 }
                let stored = try await store.session(id: "s")
                try #require((stored == nil) == model.hasEnded)
                try #require(stored.map { $0.current == Self.bytes(model.current) } ?? true)
                let revoked = try await store.revocations(after: 0, limit: 9).revocations.map(\.id)
                try #require(revoked == (model.hasEnded ? ["s"] : []))
            }
        }
    }

    /// A generator whose histories can be had again.
    private struct SplitMix64: RandomNumberGenerator {
        var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
