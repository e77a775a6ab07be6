import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeAccounts

@Suite(.timeLimit(.minutes(5)))
struct AccountsTests {
    private let hasher = CountingHasher()
    private let store = FaultyStore()
    private let pool: HashingPool
    private let accounts: Accounts

    init() throws {
        pool = try HashingPool(workers: 2, waiting: 200)
        accounts = Self.accounts(store, pool, hasher)
    }

    private static func accounts(_ store: any AccountStore, _ pool: HashingPool, _ hasher: CountingHasher) -> Accounts {
        let ids = Counter()
        return Accounts(
            store: store, pool: pool, policy: PasswordPolicy(), hasher: hasher, now: { 1_700_000_000 },
            makeID: { "id-\(ids.next())" })
    }

    private final class Counter: Sendable {
        private let value = Monitor(0)

        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    /// A failed login, by cause: what is typed, and how many bytes of it may be hashed.
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let username: String
        let password: String
        let bytes: Int

        init(_ cause: String, _ username: String, _ password: String, _ bytes: Int) {
            testDescription = cause
            self.username = username
            self.password = password
            self.bytes = bytes
        }
    }

    static let failures = [
        Failure("wrong password", "alice", "wrong password", 14),
        Failure("empty password", "alice", "", 0),
        Failure("the word null", "alice", "null", 4),
        Failure("one byte more", "alice", "a good password!", 16),
        Failure("password of another case", "elise", "\u{C9}lise password", 15),
        Failure("right password of one who is shut out", "felix", "a good password", 15),
        Failure("wrong password of one who is shut out", "felix", "wrong password", 14),
        Failure("the word null for one without a password", "sso-only", "null", 4),
        Failure("the word undefined for one without a password", "sso-only", "undefined", 9),
        Failure("nothing for one without a password", "sso-only", "", 0),
        Failure("NUL for one without a password", "sso-only", "\0", 1),
        Failure("a zero for one without a password", "sso-only", "0", 1),
        Failure("unknown name", "nobody", "a good password", 15),
        Failure("unknown name, longest password", "nobody", String(repeating: "x", count: 4096), 4096),
        Failure("impossible name", "", "a good password", 15),
        Failure("name with a line break", "alice\r\n", "a good password", 15),
        Failure("name that only folds to alice", "al\u{131}ce", "a good password", 15),
        Failure("name of 1 MB", String(repeating: "a", count: 1_000_000), "a good password", 15),
        Failure("password too long by one", "alice", String(repeating: "x", count: 4097), 0),
        Failure("password of 1 MB", "alice", String(repeating: "x", count: 1_000_000), 0),
        Failure("password of 1 MB, unknown name", "nobody", String(repeating: "x", count: 1_000_000), 0),
        Failure(
            "right password and a million bytes", "alice", "a good password" + String(repeating: " ", count: 1_000_000),
            0),
    ]

    @Test(
        "Every cause of a failed login gives one error and costs one hash of the same parameters (L1, L7, L11, L12)",
        arguments: failures)
    func failedLogin(_ failure: Failure) async throws {
        _ = try await accounts.create(username: "alice", password: "a good password")
        _ = try await accounts.create(username: "elise", password: "e\u{301}lise password")
        _ = try await accounts.create(username: "sso-only", password: nil)
        let felix = try await accounts.create(username: "felix", password: "a good password")
        _ = try await accounts.edit(felix.id, AccountEdit(isDisabled: true), ending: nil)
        hasher.forget()
        let error = await #expect(throws: AccountError.self) {
            try await accounts.authenticate(username: failure.username, password: failure.password)
        }
        #expect(error == AccountError(.invalidCredentials))
        #expect(error?.debugDescription == AccountError(.invalidCredentials).debugDescription)
        #expect(hasher.paid == [.init(bytes: failure.bytes, version: "v2")])
    }

    @Test(
        "The right password logs in, under any case of the name, for one hash", arguments: ["alice", "Alice", "ALICE"])
    func login(username: String) async throws {
        let created = try await accounts.create(username: "aLICE", password: "a good password")
        #expect(created.username == "alice")
        #expect(created.id == "id-1")
        #expect(created.createdAt == 1_700_000_000)
        hasher.forget()
        #expect(try await accounts.authenticate(username: username, password: "a good password") == created)
        #expect(hasher.paid == [.init(bytes: 15, version: "v2")])
        #expect(try await accounts.user(id: created.id) == created)
        #expect(try await accounts.user(id: "id-2") == nil)
    }

    @Test("A password is the same however its letters are composed, and its spaces wide (L9)")
    func normalised() async throws {
        let elise = try await accounts.create(username: "elise", password: "e\u{301}lise password")
        #expect(elise.passwordHash == "v2$\u{E9}lise password")
        for password in ["\u{E9}lise password", "e\u{301}lise password", "\u{E9}lise\u{3000}password"] {
            #expect(try await accounts.authenticate(username: "elise", password: password) == elise)
        }
    }

    @Test(
        "A hash of the bytes as they came lets in too, and what differs from its normal form costs two, for everybody (L1)"
    )
    func raw() async throws {
        _ = try await store.insertIfAbsent(
            UserRecord(id: "raw", username: "rawa", passwordHash: "v2$e\u{301}lise", createdAt: 0))
        #expect(try await accounts.authenticate(username: "rawa", password: "e\u{301}lise").id == "raw")
        for name in ["rawa", "nobody", "no name!"] {
            hasher.forget()
            await #expect(throws: AccountError(.invalidCredentials)) {
                try await accounts.authenticate(username: name, password: "e\u{301}!")
            }
            #expect(hasher.paid == [.init(bytes: 3, version: "v2"), .init(bytes: 4, version: "v2")], "\(name)")
        }
    }

    @Test("A name is taken in every spelling of it, and the first user stays as it was")
    func taken() async throws {
        let first = try await accounts.create(username: "alice", password: "a good password")
        await #expect(throws: AccountError(.usernameTaken)) {
            try await accounts.create(username: "ALICE", password: "another password")
        }
        #expect(try await accounts.authenticate(username: "alice", password: "a good password") == first)
    }

    @Test("A hundred that want one name at once: one gets it")
    func race() async throws {
        let winners = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        _ = try await accounts.create(username: "alice", password: "password \(number)")
                        return true
                    } catch {
                        #expect(error as? AccountError == AccountError(.usernameTaken))
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
        #expect(hasher.paid.count == 100)
    }

    @Test("A name or password that is refused costs no hash")
    func refusedBeforeHashing() async throws {
        await #expect(throws: AccountError(.invalidUsername)) {
            try await accounts.create(username: "k\u{435}lvin", password: "a good password")
        }
        await #expect(throws: AccountError(.passwordTooShort)) {
            try await accounts.create(username: "alice", password: "short")
        }
        await #expect(throws: AccountError(.passwordTooLong)) {
            try await accounts.create(username: "alice", password: String(repeating: "x", count: 1_000_000))
        }
        await #expect(throws: AccountError(.passwordTooCommon)) {
            try await accounts.create(username: "alice", password: "Password1")
        }
        await #expect(throws: AccountError(.invalidEmail)) {
            try await accounts.create(username: "alice", password: "a good password", email: "a@b@c.com")
        }
        await #expect(throws: AccountError(.invalidRole)) {
            try await accounts.create(username: "alice", password: "a good password", roles: ["two words"])
        }
        await #expect(throws: AccountError(.passwordEqualsUsername)) {
            try await accounts.create(username: "alice-in-chains", password: "Alice-In-Chains")
        }
        #expect(hasher.paid.isEmpty)
    }

    @Test("A login replaces a hash of older parameters, once")
    func rehash() async throws {
        let older = Self.accounts(store, pool, CountingHasher(version: "v1"))
        let created = try await older.create(username: "alice", password: "a good password")
        let user = try await accounts.authenticate(username: "alice", password: "a good password")
        #expect(created.passwordHash == "v1$a good password")
        #expect(user.passwordHash == "v2$a good password")
        #expect(user.id == created.id)
        #expect(try await store.user(id: user.id) == user)
        #expect(hasher.paid == [.init(bytes: 15, version: "v1"), .init(bytes: 15, version: "v2")])
        hasher.forget()
        _ = try await accounts.authenticate(username: "alice", password: "a good password")
        #expect(hasher.paid.count == 1)
    }

    @Test("A wrong password replaces nothing")
    func noRehashWithoutProof() async throws {
        let older = Self.accounts(store, pool, CountingHasher(version: "v1"))
        let created = try await older.create(username: "alice", password: "a good password")
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.authenticate(username: "alice", password: "a bad password")
        }
        #expect(try await store.user(id: created.id) == created)
    }

    @Test("A store that cannot replace the hash does not fail the login")
    func rehashFault() async throws {
        let older = Self.accounts(store, pool, CountingHasher(version: "v1"))
        let created = try await older.create(username: "alice", password: "a good password")
        store.fail(.replace, with: StoreError(.full))
        #expect(try await accounts.authenticate(username: "alice", password: "a good password") == created)
    }

    @Test("A re-hash does not undo a password change that came in between")
    func rehashRace() async throws {
        let older = Self.accounts(store, pool, CountingHasher(version: "v1"))
        let created = try await older.create(username: "alice", password: "a good password")
        store.onReplace { inner in
            _ = try await inner.replacePasswordHash(
                ofUser: created.id, from: created.passwordHash ?? "", to: "v2$a new password")
        }
        _ = try await accounts.authenticate(username: "alice", password: "a good password")
        #expect(try await store.user(id: created.id)?.passwordHash == "v2$a new password")
    }

    @Test(
        "A fault of the store is reported as that, never as wrong credentials",
        arguments: [StoreError.Code.busy, .full, .corrupt, .failed])
    func storeFault(code: StoreError.Code) async throws {
        _ = try await accounts.create(username: "alice", password: "a good password")
        store.fail(.find, with: StoreError(code))
        store.fail(.insert, with: StoreError(code))
        for password in ["a good password", "a bad password"] {
            await #expect(throws: StoreError(code)) {
                try await accounts.authenticate(username: "alice", password: password)
            }
        }
        await #expect(throws: StoreError(code)) {
            try await accounts.create(username: "bob", password: "a good password")
        }
        await #expect(throws: StoreError(code)) { try await accounts.user(id: "id-1") }
    }

    @Test("A damaged row is reported as that, never as wrong credentials")
    func damagedRow() async throws {
        _ = try await store.insertIfAbsent(
            UserRecord(id: "1", username: "alice", passwordHash: "damaged", createdAt: 0))
        await #expect(throws: AccountError(.malformedHash)) {
            try await accounts.authenticate(username: "alice", password: "a good password")
        }
    }

    @Test("A full pool refuses known and unknown names alike, without a look into the store, not as wrong credentials")
    func overload() async throws {
        _ = try await accounts.create(username: "alice", password: "a good password")
        store.fail(.find, with: StoreError(.failed, "the store was asked"))
        let pool = try HashingPool(workers: 1, waiting: 0)
        let busy = Self.accounts(store, pool, hasher)
        let gate = Gate()
        let holder = Task.immediate { try await pool.run { gate.pass() } }
        await gate.waitUntilReached()
        for (username, password) in [
            ("alice", "a good password"), ("alice", "a bad password"), ("nobody", "x"), ("", "x"),
        ] {
            await #expect(throws: AccountError(.overloaded)) {
                try await busy.authenticate(username: username, password: password)
            }
        }
        gate.open()
        try await holder.value
        await pool.shutdown()
        await #expect(throws: AccountError(.shutDown)) {
            try await busy.authenticate(username: "nobody", password: "a good password")
        }
    }
}

#if Server
@Suite(.timeLimit(.minutes(5)))
struct AccountsWithArgon2idTests {
    @Test("Accounts as they ship: Argon2id, random ids, the system's clock")
    func live() async throws {
        let pool = try HashingPool()
        let accounts = Accounts(store: MemoryStore(), pool: pool)
        let alice = try await accounts.create(username: "Alice", password: "a good password")
        let bob = try await accounts.create(username: "bob", password: "a good password")
        #expect(alice.id != bob.id)
        #expect(alice.id.wholeMatch(of: /[A-Za-z0-9_-]{22}/) != nil)
        #expect(alice.createdAt > 1_700_000_000)
        #expect(alice.passwordHash?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
        #expect(alice.passwordHash != bob.passwordHash)
        #expect(try await accounts.authenticate(username: "alice", password: "a good password") == alice)
        for (username, password) in [
            ("alice", "a bad password"), ("nobody", "a good password"), ("!", "a good password"),
            ("alice", String(repeating: "x", count: 1_000_000)),
        ] {
            await #expect(throws: AccountError(.invalidCredentials)) {
                try await accounts.authenticate(username: username, password: password)
            }
        }
        await pool.shutdown()
    }

    @Test("A hash of other parameters is replaced by the first login after it, and verifies again")
    func upgrade() async throws {
        let store = MemoryStore()
        let accounts = try Accounts(store: store, pool: HashingPool())
        let weak = try Argon2id(parameters: Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1))
            .hash(Array("a good password".utf8))
        _ = try await store.insertIfAbsent(
            UserRecord(id: "1", username: "alice", passwordHash: weak, createdAt: 0))
        let first = try await accounts.authenticate(username: "alice", password: "a good password")
        #expect(try Argon2Hash(parsing: first.passwordHash ?? "").parameters == .standard)
        #expect(try await store.user(id: "1") == first)
        #expect(try await accounts.authenticate(username: "alice", password: "a good password") == first)
    }
}
#endif
