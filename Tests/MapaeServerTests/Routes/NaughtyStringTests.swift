#if Server
import Foundation
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeAccounts
import MapaeSQL
import MapaeStore
import Synchronization
import Testing

@testable import MapaeServer

@Suite("The big list of naughty strings (L9, L10, L17, D1)")
struct NaughtyStringTests {
    static let strings: [String]? = {
        let environment = ProcessInfo.processInfo.environment
        let package = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        let folder =
            environment["MAPAE_VECTORS"].map { URL(filePath: $0) } ?? package.appending(path: "../shared/vectors")
        let file = folder.standardizedFileURL.appending(path: "naughty/blns.json")
        return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode([String].self, from: $0) }
    }()

    /// A clock on which an hour and more passes between two looks, so that no guess is ever too early.
    private static func hours() -> @Sendable () -> Int64 {
        let looks = Mutex<Int64>(0)
        return {
            looks.withLock { now in
                now += 4_000_000
                return now
            }
        }
    }

    @Test(
        "as a name or a password none is let in, none makes a mistake of the server, and none comes back",
        .enabled(if: strings != nil, "naughty/blns.json is not in MAPAE_VECTORS nor in ../shared/vectors"))
    func login() async throws {
        let strings = try #require(Self.strings)
        #expect(strings.count > 500)
        try await Scratch.folder { folder in
            let data = try await ServerData.open(folder)
            let key = try SigningKey.generate(.es256)
            let pool = try HashingPool(workers: 1)
            let accounts = Accounts(
                store: data.store, pool: pool, policy: PasswordPolicy(), hasher: QuickHasher(), now: { 1 },
                makeID: { "1" })
            _ = try await accounts.create(username: Fixture.username, password: Fixture.password)
            let router = Router(context: ServerContext.self)
            router.add(middleware: ErrorShapeMiddleware())
            let sessions = Sessions(try TokenAuthority(signingKey: key), store: .memory)
            var limits = ThrottleLimits()
            limits.freeGuesses = 100
            limits.networkCapacity = 1_000_000
            limits.accountCapacity = 1_000_000
            // The names differ, but a text that is none counts as one account, and ada is guessed at a thousand times.
            let logins = LoginGuard(
                accounts: accounts, store: data.store, throttle: try LoginThrottle(limits: limits, now: Self.hours()),
                devices: try KnownDevices(key: [UInt8](repeating: 1, count: 32)), audit: AuditLog(),
                now: { NumericDate(seconds: 1) })
            LoginRoute(logins: logins, sessions: sessions).add(to: router)
            try await Application(router: router, logger: Fixture.silent).test(.router) { base in
                let client = Client(base)
                for string in strings {
                    for (username, password) in [
                        (string, Fixture.password), (Fixture.username, string), (string, string),
                    ] {
                        let answer = try await client.login(username, password)
                        #expect([400, 401].contains(answer.status), "\(string.debugDescription)")
                        answer.expectRefusal(answer.status, nil, string.debugDescription)
                        // The short ones are words that stand in any answer.
                        let isRepeated = string.utf8.count > 9 && answer.text.contains(string)
                        #expect(!isRepeated, "\(string.debugDescription)")
                    }
                    let refreshed = try await client.post("/login", ["username": .string(string)])
                    refreshed.expectRefusal(400, "invalid_request", string.debugDescription)
                }
                #expect(try await client.login().status == 200)
            }
            await pool.shutdown()
            try data.close()
        }
    }

    @Test(
        "as a refresh token none is let in",
        .enabled(if: strings != nil, "naughty/blns.json is not in MAPAE_VECTORS nor in ../shared/vectors"))
    func refresh() async throws {
        let strings = try #require(Self.strings)
        try await Fixture.routes(hasUser: false) { _, client in
            for string in strings {
                let answer = try await client.refresh(body: string)
                #expect([400, 401].contains(answer.status), "\(string.debugDescription)")
                answer.expectRefusal(answer.status, nil, string.debugDescription)
            }
        }
    }
}

/// Hashes at no cost, so that a thousand logins take no time.
private struct QuickHasher: PasswordHashing {
    func hash(_ password: [UInt8]) throws(AccountError) -> String { "$" + String(decoding: password, as: UTF8.self) }

    func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool {
        Array(phc.utf8) == [UInt8(ascii: "$")] + password
    }

    func needsRehash(_ phc: String) throws(AccountError) -> Bool { false }

    func decoy() -> String { "no password" }
}
#endif
