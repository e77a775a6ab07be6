#if Server
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

/// Years of a server, in steps of hours: what signs, what is believed, and what is published.
@Suite("Years of keys")
struct KeySimulationTests {
    struct Course: Sendable, CustomTestStringConvertible {
        let name: String
        var period: Int64 = 90
        var life: Int64 = 30 * 86_400
        /// The time between two looks at the clock.
        var step: Int64 = 6 * 3600
        /// The days on which the server stands still.
        var pause: Range<Int64> = 0..<0
        /// By how much the clock is wrong on a day.
        var error: @Sendable (_ day: Int64) -> Int64 = { _ in 0 }
        /// On which days an operator rotates.
        var rotates: Set<Int64> = []
        /// How much earlier than published for long enough a key may sign: as much as the clock is wrong.
        var slack: Int64 = 0
        var testDescription: String { name }
    }

    private static let courses = [
        Course(name: "as usual"),
        Course(name: "short lives, often", period: 1, life: 900, step: 600),
        Course(name: "lives longer than keys", period: 2, life: 365 * 86_400, step: 12 * 3600),
        Course(name: "seldom looks", step: 40 * 3600),
        Course(name: "stands still while a key is due", pause: 80..<120),
        Course(name: "stands still for half a year", pause: 200..<400),
        Course(name: "an operator who rotates daily", rotates: Set(10..<100)),
        Course(
            name: "the clock goes back and forth by half an hour", error: { $0.isMultiple(of: 2) ? 1800 : -1800 },
            slack: 3600),
    ]

    @Test(
        "every token that was issued is believed to its death, something always signs, and only what was published",
        arguments: courses)
    func years(_ course: Course) throws {
        var policy = KeyPolicy(tokenLifetime: course.life)
        policy.rotationPeriod = course.period * 86_400
        let schedule = KeySchedule(policy)
        let start: Int64 = 1_700_000_000
        var keys: [KeyRecord] = []
        /// When each key's last token dies, by its id, and when it was published.
        var deaths: [String: Int64] = [:]
        var published: [String: Int64] = [:]
        var number = 0
        var signers: Set<String> = []
        var most = 0
        var time = start
        let days: Int64 = course.life < 86_400 ? 40 : 2 * 365
        while time < start + days * 86_400 {
            defer { time += course.step }
            let day = (time - start) / 86_400
            if course.pause.contains(day) { continue }
            let now = time + course.error(day)
            let wish: KeyWish? =
                course.rotates.contains(day) && (time - start) % 86_400 < course.step
                ? .rotate(.es256, atOnce: false) : nil
            number += 1
            let candidates = ["ES256", "RS256"].map {
                KeyRecord(id: "\($0) \(number)", algorithm: $0, sealedMaterial: [], createdAt: now)
            }
            let isFirst = keys.isEmpty
            let plan = schedule.plan(keys, at: now, wish: wish, candidates: candidates)
            try #require(plan.missing.isEmpty)
            keys = plan.keys
            for key in keys where published[key.id] == nil { published[key.id] = isFirst ? .min / 2 : time }
            // It settles: the next look changes nothing.
            #expect(schedule.plan(keys, at: now, candidates: candidates).isEmpty)
            for algorithm in [JWSAlgorithm.es256, .rs256] {
                let signer = try #require(
                    schedule.signer(of: schedule.line(of: algorithm, in: keys), at: now), "day \(day)")
                signers.insert(signer.id)
                let since = time - (published[signer.id] ?? .max)
                #expect(
                    since >= policy.publishLead - course.slack || course.pause.upperBound > 0 && since >= 0,
                    "day \(day)")
                // By the clock that wrote it into the token.
                deaths[signer.id] = max(deaths[signer.id] ?? .min, now + course.life)
            }
            for (id, death) in deaths where death > now {
                let key = try #require(keys.first { $0.id == id }, "day \(day): \(id) is forgotten")
                #expect(!key.isRetired(at: now), "day \(day): \(id)")
            }
            most = max(most, keys.count)
        }
        // It changes keys at all, and forgets them.
        #expect(signers.count >= 10, "\(signers.count)")
        let inUse = Int(course.life / (course.period * 86_400)) + 4 + course.rotates.count
        #expect(most <= 2 * inUse, "\(most)")
    }

    @Test(
        "a clock that was wrong makes no key eternal, and none before its time",
        arguments: [-10 * 365, -365, -100, 100, 365, 10 * 365] as [Int64])
    func wrongClock(_ days: Int64) throws {
        let schedule = KeySchedule(KeyPolicy(tokenLifetime: 30 * 86_400))
        let start: Int64 = 1_700_000_000
        // Its first start, or a rotation, by the wrong clock.
        for isFirst in [true, false] {
            var keys: [KeyRecord] = []
            var number = 0
            func look(_ now: Int64) throws -> KeyRecord {
                number += 1
                let candidates = ["ES256", "RS256"].map {
                    KeyRecord(id: "\($0) \(number)", algorithm: $0, sealedMaterial: [], createdAt: now)
                }
                keys = schedule.plan(keys, at: now, candidates: candidates).keys
                return try #require(schedule.signer(of: schedule.line(of: .es256, in: keys), at: now))
            }
            if !isFirst { _ = try look(start - 86_400) }
            _ = try look(start + days * 86_400)
            let wrong = Set(keys.map(\.id))
            var last = ""
            var changes = 0
            for day in 0..<400 {
                for hour in 0..<12 {
                    let now = start + Int64(day) * 86_400 + Int64(hour) * 7200
                    let signer = try look(now)
                    if signer.id != last { changes += 1 }
                    last = signer.id
                }
            }
            #expect((4...8).contains(changes), "\(changes)")
            #expect(!wrong.contains(last) && keys.allSatisfy { !wrong.contains($0.id) }, "\(keys)")
            #expect(keys.count <= 6, "\(keys)")
        }
    }
}
#endif
