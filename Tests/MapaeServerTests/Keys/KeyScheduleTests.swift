#if Server
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("The schedule of keys")
struct KeyScheduleTests {
    private static let start: Int64 = 1_700_000_000
    private static let day: Int64 = 86_400
    private let schedule = KeySchedule(KeyPolicy(tokenLifetime: 30 * 86_400))

    private func key(
        _ id: String, _ algorithm: String = "ES256", from: Int64, until: Int64? = nil, createdAt: Int64? = nil
    ) -> KeyRecord {
        KeyRecord(
            id: id, algorithm: algorithm, sealedMaterial: [], createdAt: createdAt ?? from, signsFrom: from,
            retiresAt: until)
    }

    private func candidates(_ suffix: String = "new", at now: Int64 = start) -> [KeyRecord] {
        [key("ES-\(suffix)", from: now), key("RS-\(suffix)", "RS256", from: now)]
    }

    private func held(_ now: Int64 = start) -> KeyRecord { key("RS", "RS256", from: now) }

    private func find(_ id: String, _ plan: KeyPlan) throws -> KeyRecord {
        try #require(plan.keys.first { $0.id == id }, "\(id) is not in \(plan.keys)")
    }

    @Test("an empty store gets a key that signs at once, and one that is held")
    func first() throws {
        let lacking = schedule.plan([], at: Self.start)
        #expect(lacking.missing == [.es256, .rs256] && lacking.put.isEmpty)
        let plan = schedule.plan([], at: Self.start, candidates: candidates())
        #expect(plan.keys.map(\.id) == ["ES-new", "RS-new"])
        #expect(plan.keys.allSatisfy { $0.signsFrom == Self.start && $0.retiresAt == nil })
        #expect(plan.events == plan.keys.map { .added($0) })
        #expect(schedule.plan(plan.keys, at: Self.start).isEmpty)
    }

    @Test("nothing is changed half: with a key missing, the one before it does not retire")
    func half() {
        let keys = [key("ES", from: Self.start), held()]
        let plan = schedule.plan(keys, at: Self.start + 91 * Self.day)
        let change = plan.change(at: NumericDate(seconds: 0), actor: nil)
        #expect(
            plan.missing == [.es256, .rs256] && change.put.isEmpty && change.removed.isEmpty && change.records.isEmpty)
    }

    @Test("a new key is published an hour before it signs, and the old one is believed until its last token has died")
    func rotation() throws {
        let old = [key("ES", from: Self.start), held()]
        let due = Self.start + 90 * Self.day - 3600
        #expect(schedule.plan(old, at: due - 1).isEmpty)
        let plan = schedule.plan(old, at: due, candidates: candidates(at: due))
        #expect(try find("ES-new", plan).signsFrom == due + 3600)
        let end = due + 3600 + 30 * Self.day + 600
        #expect(try find("ES", plan).retiresAt == end)
        #expect(plan.events.contains(.rotated(try find("ES-new", plan), former: try find("ES", plan))))
        let line = schedule.line(of: .es256, in: plan.keys)
        #expect(schedule.signer(of: line, at: due + 3599)?.id == "ES")
        #expect(schedule.signer(of: line, at: due + 3600)?.id == "ES-new")
        for moment in [due + 1, due + 3600, end - 1, end, end + Self.day - 1] {
            #expect(schedule.plan(plan.keys, at: moment).isEmpty, "\(moment - due)")
        }
        let gone = schedule.plan(plan.keys, at: end + Self.day)
        #expect(gone.removed.map(\.id).sorted() == ["ES", "RS"])
        #expect(gone.events.contains(.retired(try find("ES", plan))))
    }

    @Test(
        "a store with an HS256 key only gets an ES256 key, which waits: other servers of the store may not know it yet")
    func former() throws {
        let plan = schedule.plan([key("HS", "HS256", from: Self.start - 1)], at: Self.start, candidates: candidates())
        #expect(try find("ES-new", plan).signsFrom == Self.start + 3600)
        #expect(try find("HS", plan).retiresAt == Self.start + 3600 + schedule.policy.keep)
        #expect(schedule.signer(of: schedule.line(of: .es256, in: plan.keys), at: Self.start)?.id == "HS")
        #expect(schedule.plan(plan.keys, at: Self.start + 3600).isEmpty)
    }

    @Test("whoever wishes gets a new key, and not another one while it waits")
    func wish() throws {
        let now = Self.start + 10
        let plan = schedule.plan(
            [key("ES", from: Self.start), held()], at: now, wish: .rotate(.es256, atOnce: false),
            candidates: candidates(at: now))
        #expect(plan.put.map(\.id).sorted() == ["ES", "ES-new"])
        #expect(try find("ES-new", plan).signsFrom == now + 3600)
        let again = schedule.plan(
            plan.keys, at: now + 9, wish: .rotate(.es256, atOnce: false), candidates: candidates("2", at: now))
        #expect(again.isEmpty && again.events.isEmpty)
    }

    @Test(
        "a key that signs at once is the one that waits, or a new one, also within one second", arguments: [0, 1, 5000])
    func atOnce(_ later: Int64) throws {
        var keys = [key("ES", from: Self.start), held()]
        let now = Self.start + later
        for round in 0..<3 {
            let plan = schedule.plan(
                keys, at: now, wish: .rotate(.es256, atOnce: true), candidates: candidates("\(round)", at: now))
            keys = plan.keys
            let signer = schedule.signer(of: schedule.line(of: .es256, in: keys), at: now + 3)
            #expect(signer?.id != "ES" && (signer?.signsFrom ?? 0) <= now + 1 && signer?.retiresAt == nil)
            #expect(try find("ES", plan).retiresAt ?? 0 >= now + schedule.policy.keep)
            #expect(keys.filter { $0.retiresAt == nil }.count == 2)
            if round == 0 { #expect(signer?.id == "ES-0") }
        }
        let waiting = schedule.plan(
            [key("ES", from: Self.start), held()], at: now, wish: .rotate(.es256, atOnce: false),
            candidates: candidates(at: now))
        let hurried = schedule.plan(waiting.keys, at: now + 5, wish: .rotate(.es256, atOnce: true))
        #expect(try find("ES-new", hurried).signsFrom == now + 5 && hurried.keys.count == 3)
    }

    @Test("a revoked key is gone, and what signs then signs at once; an older key does not come back")
    func revocation() throws {
        let keys = [
            key("old", from: Self.start - 9 * Self.day, until: Self.start + 21 * Self.day), key("ES", from: Self.start),
            held(),
        ]
        let now = Self.start + 100
        #expect(schedule.plan(keys, at: now, wish: .revoke("ES")).missing == [.es256])
        let plan = schedule.plan(keys, at: now, wish: .revoke("ES"), candidates: candidates(at: now))
        #expect(plan.removed.map(\.id) == ["ES"] && plan.put.map(\.id) == ["ES-new"])
        #expect(schedule.signer(of: schedule.line(of: .es256, in: plan.keys), at: now)?.id == "ES-new")
        #expect(plan.events == [.revoked(keys[1]), .added(try find("ES-new", plan))])
        // What signs no more goes alone.
        let other = schedule.plan(keys, at: now, wish: .revoke("old"))
        #expect(other.removed.map(\.id) == ["old"] && other.put.isEmpty && other.missing.isEmpty)
        let none = schedule.plan(keys, at: now, wish: .revoke("es"))
        #expect(!none.knowsKey && none.isEmpty)
        let rsa = schedule.plan(keys, at: now, wish: .revoke("RS"), candidates: candidates(at: now))
        #expect(try find("RS-new", rsa).signsFrom == now && rsa.put.count == 1)
    }

    @Test(
        "with the signing key revoked while another waits, that one signs at once; with the waiting one, a new one waits"
    )
    func revocationInRotation() throws {
        let now = Self.start + 100
        let waiting = schedule.plan(
            [key("ES", from: Self.start), held()], at: now, wish: .rotate(.es256, atOnce: false),
            candidates: candidates(at: now)
        ).keys
        let one = schedule.plan(waiting, at: now + 1, wish: .revoke("ES"))
        #expect(one.missing.isEmpty)
        #expect(try find("ES-new", one).signsFrom == now + 1 && one.keys.count == 2)
        #expect(one.keys.allSatisfy { $0.retiresAt == nil })
        let two = schedule.plan(waiting, at: now + 1, wish: .revoke("ES-new"), candidates: candidates("2", at: now + 1))
        #expect(try find("ES-2", two).signsFrom == now + 3601)
        #expect(try find("ES", two).retiresAt == now + 3601 + schedule.policy.keep)
    }

    @Test(
        "the end of a key that signs moves when tokens live longer, and never back for another server's shorter lives")
    func lives() throws {
        let waiting = schedule.plan(
            [key("ES", from: Self.start), held()], at: Self.start, wish: .rotate(.es256, atOnce: false),
            candidates: candidates()
        ).keys
        let longer = KeySchedule(KeyPolicy(tokenLifetime: 365 * Self.day))
        let plan = longer.plan(waiting, at: Self.start + 1)
        #expect(plan.put.map(\.id) == ["ES"])
        #expect(try find("ES", plan).retiresAt == Self.start + 3600 + 365 * Self.day + 600)
        for other in [longer, schedule, KeySchedule(KeyPolicy(tokenLifetime: 1))] {
            #expect(other.plan(plan.keys, at: Self.start + 2).isEmpty)
        }
        // Its successor signs: it signs nothing that lives longer.
        #expect(longer.plan(waiting, at: Self.start + 3600).isEmpty)
    }

    @Test("numbers at the ends of all numbers do not trap", arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
    func extremes(_ now: Int64) {
        let moments: [Int64] = [.min, -1, 0, Self.start, .max]
        for from in moments {
            for until in moments.map(Optional.some) + [nil] {
                let keys = [key("a", from: from, until: until, createdAt: 0), key("b", from: Self.start), held(from)]
                for wish in [
                    nil, .rotate(.es256, atOnce: true), .rotate(.rs256, atOnce: false), .revoke("a"), .revoke("b"),
                ]
                    as [KeyWish?]
                {
                    let plan = schedule.plan(keys, at: now, wish: wish, candidates: candidates(at: now))
                    #expect(plan.missing.isEmpty)
                }
            }
        }
    }
}
#endif
