import Mapae
import MapaeJOSE
import MapaeStore
import Testing

@Suite("What the use of a refresh token does to its session")
struct RefreshRotationTests {
    private static let start = NumericDate(seconds: 1_700_000_000)
    private static let rules = RefreshRotation.Rules(window: .seconds(10), lag: .seconds(900))

    /// A session whose token 2 is the present one; 1 was used at the start, and 0 five seconds before.
    private static let record = SessionRecord(
        id: "s", subject: "ada", createdAt: start.seconds - 5, endsAt: start.seconds + 1000, isPersistent: true,
        usedAt: start.seconds, aliveUntil: start.seconds + 900, current: [2], scope: "read", claims: [123, 125],
        replays: [replay(of: 0, endsAfter: 5000), replay(of: 1, endsAfter: 10_000)], accessUntil: start.seconds + 600)

    private static func replay(of token: UInt8, endsAfter milliseconds: Int64) -> RefreshReplay {
        RefreshReplay(
            digest: [token], sealedSuccessor: [100 + token + 1], endsAt: start.seconds * 1000 + milliseconds)
    }

    private static func use(
        _ digest: [UInt8], of record: SessionRecord? = record, after milliseconds: Int64,
        aliveUntil: Int64 = start.seconds + 950, accessUntil: Int64 = 1
    ) -> SessionChange<RefreshRotation.Outcome> {
        RefreshRotation.use(
            digest, of: record, at: start.advanced(by: .milliseconds(milliseconds)), rules,
            successor: .init(
                digest: [3], sealed: [103], aliveUntil: aliveUntil, accessUntil: accessUntil, scope: "", claims: [1]))
    }

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let token: UInt8
        let milliseconds: Int64
        let outcome: RefreshRotation.Outcome
    }

    private static let cases = [
        Case(description: "the present one", token: 2, milliseconds: 0, outcome: .rotated),
        Case(description: "the present one, long after", token: 2, milliseconds: 999_999, outcome: .rotated),
        Case(description: "the present one, past the limit", token: 2, milliseconds: 1_000_000, outcome: .overdue),
        Case(description: "a used one at once", token: 1, milliseconds: 0, outcome: .replayed(sealed: [102])),
        Case(description: "a used one, at last", token: 1, milliseconds: 9999, outcome: .replayed(sealed: [102])),
        Case(description: "a used one, too late", token: 1, milliseconds: 10_000, outcome: .reused),
        Case(
            description: "one whose successor is used too", token: 0, milliseconds: 4999,
            outcome: .replayed(sealed: [101])),
        Case(description: "the same, too late", token: 0, milliseconds: 5000, outcome: .reused),
        Case(description: "one that is long forgotten", token: 9, milliseconds: 0, outcome: .reused),
        Case(description: "a used one, past the limit", token: 1, milliseconds: 1_000_000, outcome: .overdue),
        Case(description: "a forgotten one, past the limit", token: 9, milliseconds: 2_000_000, outcome: .overdue),
    ]

    @Test("a row for each state of the token (R1, R3, R10)", arguments: cases)
    func table(_ row: Case) {
        let change = Self.use([row.token], after: row.milliseconds)
        #expect(change.outcome == row.outcome)
        switch (row.outcome, change.fate) {
        case (.rotated, .put(let record)):
            #expect(record.current == [3])
            #expect(change.revocations == [])
        case (.replayed, .put(let record)):
            // The present token stays; only the new access token's life is noted.
            var expected = Self.record
            expected.aliveUntil = Self.start.seconds + 950
            #expect(record == expected)
            #expect(change.revocations == [])
        case (.reused, .remove), (.overdue, .remove):
            let moment = Self.start.seconds + row.milliseconds / 1000
            let end = max(moment, Self.record.accessUntil ?? 0) + 900
            #expect(change.revocations == [Revocation(id: "s", endsAt: end)])
        default: Issue.record("the record is \(change.fate) where the outcome is \(row.outcome)")
        }
    }

    @Test func `a session that is not there is refused, and nothing is written`() {
        let change = Self.use([2], of: nil, after: 0)
        #expect(change.outcome == .unknown)
        guard case .keep = change.fate else { return #expect(Bool(false), "it was written") }
        #expect(change.revocations == [])
    }

    @Test func `a replay that gives nothing longer alive writes nothing`() {
        let change = Self.use([1], after: 1, aliveUntil: Self.record.aliveUntil)
        guard case .keep = change.fate else { return #expect(Bool(false), "it was written") }
    }

    @Test func `a rotation notes what it gave out, and drops what is over`() throws {
        guard case .put(let record) = Self.use([2], after: 5001).fate else { throw Missing() }
        var expected = Self.record
        expected.current = [3]
        expected.usedAt = Self.start.seconds + 5
        expected.aliveUntil = Self.start.seconds + 950
        expected.scope = ""
        expected.claims = [1]
        expected.replays = [
            Self.replay(of: 1, endsAfter: 10_000),
            RefreshReplay(digest: [2], sealedSuccessor: [103], endsAt: Self.start.seconds * 1000 + 15_001),
        ]
        #expect(record == expected)
    }

    @Test("a revocation lasts as long as access tokens do, or all tokens where nobody has noted when those die")
    func revocation() throws {
        let rules = RefreshRotation.Rules(window: .zero, lag: .seconds(60))
        let start = Self.start
        var record = Self.record
        record.aliveUntil = start.seconds + 5000
        record.accessUntil = nil
        #expect(record.revocation(at: start, rules).endsAt == start.seconds + 5060)
        record.accessUntil = start.seconds + 300
        #expect(record.revocation(at: start, rules).endsAt == start.seconds + 360)
        // What a sliding cookie was given at the last moment dies so much later.
        #expect(record.revocation(at: start.advanced(by: .seconds(900)), rules).endsAt == start.seconds + 960)
        for (next, expected) in [(400, 400), (200, 300)] as [(Int64, Int64)] {
            let change = Self.use([2], of: record, after: 0, accessUntil: start.seconds + next)
            guard case .put(let used) = change.fate else { throw Missing() }
            #expect(used.accessUntil == start.seconds + expected)
        }
        record.accessUntil = nil
        guard case .put(let used) = Self.use([2], of: record, after: 0, accessUntil: start.seconds + 400).fate else {
            throw Missing()
        }
        #expect(used.accessUntil == start.seconds + 5000)
    }

    @Test func `a window of zero answers once only`() throws {
        let rules = RefreshRotation.Rules(window: .zero, lag: .zero)
        let successor = RefreshRotation.Successor(
            digest: [3], sealed: [103], aliveUntil: 1, accessUntil: 1, scope: "", claims: [])
        let first = RefreshRotation.use([2], of: Self.record, at: Self.start, rules, successor: successor)
        guard case .put(let record) = first.fate else { throw Missing() }
        #expect(!record.replays.contains { $0.digest == [2] })
        #expect(RefreshRotation.use([2], of: record, at: Self.start, rules, successor: successor).outcome == .reused)
    }

    @Test func `digests of other lengths are other digests`() {
        for digest in [[], [2, 0], [0, 2]] as [[UInt8]] { #expect(Self.use(digest, after: 0).outcome == .reused) }
    }

    @Test("what a session keeps is bounded, however fast it is used")
    func bounded() throws {
        var record = Self.record
        for number in 0..<100 as Range<UInt8> {
            let successor = RefreshRotation.Successor(
                digest: [200, number], sealed: [number], aliveUntil: 1, accessUntil: 1, scope: "", claims: [])
            let change = RefreshRotation.use(
                record.current, of: record, at: Self.start, Self.rules, successor: successor)
            guard case .put(let next) = change.fate else { throw Missing() }
            record = next
            #expect(record.replays.count <= RefreshRotation.replayLimit)
        }
        #expect(record.replays.count == RefreshRotation.replayLimit)
        #expect(record.replays.last?.sealedSuccessor == [99])
    }

    private struct Missing: Error {}
}
