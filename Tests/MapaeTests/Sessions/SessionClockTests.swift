import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

@Suite("A clock that is set forward by mistake, and back")
struct SessionClockTests {
    private let mistake: Duration = .seconds(86_000)

    @Test("brings no revoked token back to life (J37)", arguments: Backing.allCases)
    func revoked(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, token: TokenPolicy(refreshTokenLifetime: .seconds(1000)))
            let (single, before) = (try bench.authority.accessToken(for: "ada").accessToken, bench.time.now)
            let whole = try await bench.sessions.begin(for: "ada").accessToken
            for token in [single, whole] { try await bench.sessions.revoke(token) }
            bench.time.advance(by: mistake)
            await bench.sessions.tick()
            bench.time.advance(by: .zero - mistake)
            #expect(bench.time.now == before)
            let later = try SessionBench(store, time: bench.time)
            try await later.sessions.start()
            for bench in [bench, later] {
                #expect(await bench.refusal(single) == .revoked)
                #expect(await bench.refusal(whole) == .revoked)
            }
        }
    }

    @Test("ends what is revoked meanwhile all the same (J37)", arguments: Backing.allCases)
    func meanwhile(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, token: TokenPolicy(refreshTokenLifetime: .seconds(1000)))
            let single = try bench.authority.accessToken(for: "ada").accessToken
            let whole = try await bench.sessions.begin(for: "ada").accessToken
            bench.time.advance(by: mistake)
            await bench.sessions.tick()
            try await bench.sessions.revoke(single)
            try await bench.sessions.endAll(of: "ada")
            bench.time.advance(by: .zero - mistake)
            #expect(await bench.refusal(single) == .revoked)
            #expect(await bench.refusal(whole) == .revoked)
        }
    }

    @Test("does not keep the window of a used refresh token open (J37)", arguments: Backing.allCases)
    func window(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, token: TokenPolicy(leeway: .seconds(10)))
            let first = try await bench.sessions.begin(for: "ada").refreshToken
            bench.time.advance(by: mistake)
            let second = try await bench.refresh(first).refreshToken
            bench.time.advance(by: .seconds(-8))
            #expect(try await bench.refresh(first).refreshToken == second, "clocks may differ a little")
            bench.time.advance(by: .seconds(8) - mistake)
            #expect(try await bench.refreshRefusal(first) == .refreshTokenReused)
            #expect(try await store.sessions(of: "ada").isEmpty)
        }
    }
}
