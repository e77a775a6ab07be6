#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("When keys are used, and when they are loaded")
struct KeyScheduleTests {
    static let policy = KeyRefreshPolicy(
        minimumFreshness: .seconds(60), defaultFreshness: .seconds(600), maximumFreshness: .seconds(3600),
        hardLimit: .seconds(86400), cooldown: .seconds(30))

    /// A schedule whose keys were loaded at second 0.
    static func loaded(_ freshness: Int64? = nil) -> KeySchedule {
        var schedule = KeySchedule(policy)
        _ = schedule.stepForToken(at: .zero)
        schedule.loadSucceeded(at: .zero, CacheHeaders(freshness: freshness.map { .seconds($0) }))
        return schedule
    }

    @Test func `the first token begins a load, and those behind it wait for that one`() {
        var schedule = KeySchedule(Self.policy)
        #expect(schedule.stepForToken(at: .seconds(5)) == .load)
        #expect(schedule.isLoading)
        for _ in 0..<1000 {
            #expect(schedule.stepForToken(at: .seconds(6)) == .wait)
            #expect(schedule.stepForUnknownKey(at: .seconds(6)) == .wait)
        }
    }

    @Test(
        arguments: [
            (nil, 600), (0, 60), (59, 60), (60, 60), (61, 61), (3239, 3239), (3240, 3240),
            (3600, 3240), (Int64(1) << 31, 3240),
        ] as [(Int64?, Int64)])
    func `keys are fresh as long as the issuer says, within bounds; then one load begins that nobody waits for`(
        _ said: Int64?, _ held: Int64
    ) {
        var schedule = Self.loaded(said)
        #expect(schedule.stepForToken(at: .seconds(held) - .nanoseconds(1)) == .use)
        #expect(schedule.stepForToken(at: .seconds(held)) == .useAndLoad)
        #expect(schedule.stepForToken(at: .seconds(held)) == .use)
        schedule.loadFailed(at: .seconds(held + 1))
        #expect(schedule.stepForToken(at: .seconds(held + 31) - .nanoseconds(1)) == .use)
        #expect(schedule.stepForToken(at: .seconds(held + 31)) == .useAndLoad)
    }

    @Test
    func `J21 after a quiet time the first token waits for an answer, and old keys count only where there is none`() {
        var schedule = Self.loaded()
        #expect(schedule.stepForToken(at: .seconds(3600)) == .load)
        #expect(schedule.stepForToken(at: .seconds(3600)) == .wait)
        schedule.loadFailed(at: .seconds(3601))
        #expect(schedule.stepForToken(at: .seconds(3602)) == .use)
        #expect(schedule.stepForToken(at: .seconds(3631)) == .useAndLoad)
        schedule.loadSucceeded(at: .seconds(3632), CacheHeaders())
        #expect(schedule.stepForToken(at: .seconds(3640)) == .use)
        #expect(schedule.stepForToken(at: .seconds(3631 + 3600)) == .load)
    }

    @Test func `freshness counts from when the answer was asked for`() {
        var schedule = KeySchedule(Self.policy)
        #expect(schedule.stepForToken(at: .zero) == .load)
        schedule.loadSucceeded(at: .seconds(9), CacheHeaders(freshness: .seconds(100)))
        #expect(schedule.stepForToken(at: .seconds(99)) == .use)
        #expect(schedule.stepForToken(at: .seconds(100)) == .useAndLoad)
    }

    @Test func `J22 an unknown key begins one load, and no other before the pause has passed`() {
        var schedule = Self.loaded()
        #expect(schedule.stepForUnknownKey(at: .seconds(1)) == .refuse(retryAfter: .seconds(29)))
        #expect(schedule.stepForUnknownKey(at: .seconds(30)) == .load)
        #expect(schedule.stepForUnknownKey(at: .seconds(30)) == .wait)
        // Tokens of known keys do not wait for it.
        #expect(schedule.stepForToken(at: .seconds(30)) == .use)
        schedule.loadSucceeded(at: .seconds(31), CacheHeaders())
        #expect(schedule.stepForUnknownKey(at: .seconds(60)) == .refuse(retryAfter: .seconds(1)))
        #expect(schedule.stepForUnknownKey(at: .seconds(61)) == .load)
        schedule.loadFailed(at: .seconds(62))
        #expect(schedule.stepForUnknownKey(at: .seconds(91)) == .refuse(retryAfter: .seconds(1)))
        #expect(schedule.stepForUnknownKey(at: .seconds(92)) == .load)
    }

    @Test func `keys outlive failures until the hard limit, and not a nanosecond longer`() {
        var schedule = Self.loaded()
        var now: Duration = .seconds(600)
        while now < .seconds(86400) - .seconds(31) {
            #expect(schedule.stepForToken(at: now) == .useAndLoad)
            schedule.loadFailed(at: now)
            now += .seconds(30)
        }
        #expect(schedule.stepForToken(at: .seconds(86400) - .nanoseconds(1)) == .useAndLoad)
        #expect(schedule.stepForToken(at: .seconds(86400)) == .wait)
        schedule.loadFailed(at: .seconds(86401))
        #expect(schedule.stepForToken(at: .seconds(86402)) == .refuse(retryAfter: .seconds(29)))
        #expect(schedule.stepForToken(at: .seconds(86431)) == .load)
        schedule.loadSucceeded(at: .seconds(86431), CacheHeaders())
        #expect(schedule.stepForToken(at: .seconds(86431)) == .use)
    }

    @Test func `a confirmation lets keys live on`() {
        var schedule = Self.loaded()
        #expect(schedule.stepForToken(at: .seconds(80_000)) == .load)
        schedule.loadSucceeded(at: .seconds(80_001), CacheHeaders())
        #expect(schedule.stepForToken(at: .seconds(80_599)) == .use)
        #expect(schedule.stepForToken(at: .seconds(166_399)) == .load)
        schedule.loadFailed(at: .seconds(166_399))
        #expect(schedule.stepForToken(at: .seconds(166_400)) == .refuse(retryAfter: .seconds(29)))
    }

    @Test func `the system's clock goes forward, and a wait on it can be given up`() async throws {
        let clock = MonotonicClock.system
        let before = clock.now()
        try await clock.sleep(.milliseconds(1))
        #expect(clock.now() >= before + .milliseconds(1))
        let wait = Task { try await clock.sleep(.seconds(3600)) }
        wait.cancel()
        await #expect(throws: CancellationError.self) { try await wait.value }
    }
}
#endif
