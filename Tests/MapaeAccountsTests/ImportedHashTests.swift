import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeAccounts

@Suite("Imported password hashes", .timeLimit(.minutes(5)))
struct ImportedHashTests {
    private let hasher = CountingHasher()
    private let store = FaultyStore()
    private let old = ForeignFake("old")
    private let older = ForeignFake("older")
    private let accounts: Accounts

    init() throws {
        accounts = Accounts(
            store: store, pool: try HashingPool(workers: 2, waiting: 200), policy: PasswordPolicy(), hasher: hasher,
            importing: [old.foreign, older.foreign], now: { 1_700_000_000 }, makeID: { "id-imported" })
    }

    private func add(_ name: String, _ hash: String) async throws -> UserRecord {
        let user = UserRecord(id: "id-\(name)", username: name, passwordHash: hash, createdAt: 0)
        #expect(try await store.insertIfAbsent(user))
        return user
    }

    private func fail(_ name: String, _ password: String = "wrong") async {
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.authenticate(username: name, password: password)
        }
    }

    @Test("log in with their password, and are replaced at once")
    func login() async throws {
        let imported = try await add("ada", old.hash("a good password"))
        let user = try await accounts.authenticate(username: "Ada", password: "a good password")
        #expect(user.id == imported.id)
        #expect(user.passwordHash == "v2$a good password")
        #expect(try await store.user(id: user.id) == user)
        #expect(old.paid == ["old:1"])
        #expect(hasher.paid == [.init(bytes: 15, version: "v2")])
        old.forget()
        #expect(try await accounts.authenticate(username: "ada", password: "a good password") == user)
        #expect(old.paid.isEmpty)
    }

    @Test("stay as they are after a wrong password")
    func wrongPassword() async throws {
        let imported = try await add("ada", old.hash("a good password"))
        for password in ["", "wrong", "A good password", "a good password\n", "old:1$a good password"] {
            await fail("ada", password)
        }
        #expect(try await store.user(id: imported.id) == imported)
    }

    @Test("of two kinds live beside each other")
    func kinds() async throws {
        _ = try await add("ada", old.hash("the password of ada"))
        _ = try await add("grace", older.hash("the password of grace"))
        await fail("ada", "the password of grace")
        _ = try await accounts.authenticate(username: "ada", password: "the password of ada")
        _ = try await accounts.authenticate(username: "grace", password: "the password of grace")
        #expect(try await store.user(named: "grace")?.passwordHash == "v2$the password of grace")
    }

    @Test("once their cost has been met, make every failed login cost the same, whoever it is for (L1)")
    func sameCost() async throws {
        _ = try await add("ada", old.hash("a good password"))
        _ = try await add("grace", old.hash("another password", cost: "2"))
        _ = try await add("joan", older.hash("a third password"))
        _ = try await accounts.create(username: "bob", password: "a password of bob")
        for name in ["ada", "grace", "joan"] { await fail(name) }
        for name in ["ada", "grace", "joan", "bob", "nobody", "no name!"] {
            hasher.forget()
            old.forget()
            older.forget()
            await fail(name)
            #expect(hasher.paid == [.init(bytes: 5, version: "v2")], "\(name)")
            #expect(old.paid.sorted() == ["old:1", "old:2"], "\(name)")
            #expect(older.paid == ["older:1"], "\(name)")
        }
    }

    @Test("cost nobody anything before one is met, nor a password that is too long")
    func noCost() async throws {
        _ = try await accounts.create(username: "bob", password: "a password of bob")
        await fail("bob")
        await fail("nobody")
        #expect(old.paid.isEmpty && older.paid.isEmpty)
        _ = try await add("ada", old.hash("a good password"))
        await fail("ada")
        old.forget()
        await fail("ada", String(repeating: "x", count: 4097))
        await fail("nobody", String(repeating: "x", count: 4097))
        #expect(old.paid == ["old:1", "old:1"])
    }

    @Test("of more costs than four do not make a failed login dearer and dearer (L8)")
    func boundedCosts() async throws {
        for cost in 1...9 {
            _ = try await add("user-\(cost)", old.hash("a good password", cost: "\(cost)"))
            await fail("user-\(cost)")
        }
        old.forget()
        await fail("nobody")
        #expect(old.paid == ["old:1", "old:2", "old:3", "old:4"])
    }

    @Test("that cannot be replaced do not fail the login")
    func replacementFault() async throws {
        let imported = try await add("ada", old.hash("a good password"))
        store.fail(.replace, with: StoreError(.full))
        #expect(try await accounts.authenticate(username: "ada", password: "a good password") == imported)
    }

    @Test("do not undo a password change that came in between")
    func race() async throws {
        let imported = try await add("ada", old.hash("a good password"))
        store.onReplace { inner in
            _ = try await inner.replacePasswordHash(
                ofUser: imported.id, from: imported.passwordHash ?? "", to: "v2$a new password")
        }
        _ = try await accounts.authenticate(username: "ada", password: "a good password")
        #expect(try await store.user(id: imported.id)?.passwordHash == "v2$a new password")
    }

    @Test("of twenty logins at once all succeed, and one replaces the hash")
    func parallelLogins() async throws {
        let imported = try await add("ada", old.hash("a good password"))
        try await withThrowingTaskGroup(of: UserRecord.self) { group in
            for _ in 0..<20 {
                group.addTask { try await accounts.authenticate(username: "ada", password: "a good password") }
            }
            for try await user in group { #expect(user.id == imported.id) }
        }
        #expect(try await store.user(id: imported.id)?.passwordHash == "v2$a good password")
    }

    @Test("whose check fails are a fault, not a wrong password, and tell nothing")
    func fault() async throws {
        _ = try await add("ada", old.hash("a good password"))
        let error = await #expect(throws: AccountError.self) {
            try await accounts.authenticate(username: "ada", password: ForeignFake.unhashable)
        }
        #expect(error == AccountError(.hashingFailed))
        #expect(error?.debugDescription.contains("good password") == false)
    }

    @Test("of no kind that is imported are a damaged row")
    func unknownKind() async throws {
        _ = try await add("ada", "other:1:a good password")
        await #expect(throws: AccountError(.malformedHash)) {
            try await accounts.authenticate(username: "ada", password: "a good password")
        }
    }

    @Test("make users, when their kind is known")
    func create() async throws {
        let hash = old.hash("a good password")
        let ada = try await accounts.create(username: "ADA", importedHash: hash)
        #expect(ada == UserRecord(id: "id-imported", username: "ada", passwordHash: hash, createdAt: 1_700_000_000))
        #expect(hasher.paid.isEmpty && old.paid.isEmpty)
        #expect(try await accounts.authenticate(username: "ada", password: "a good password").id == ada.id)
        await #expect(throws: AccountError(.usernameTaken)) {
            try await accounts.create(username: "Ada", importedHash: hash)
        }
        await #expect(throws: AccountError(.invalidUsername)) {
            try await accounts.create(username: "a b", importedHash: hash)
        }
    }

    @Test("of unknown kinds make no users", arguments: ["", "password", "old$x", "oldish:1$x", "$argon2id$v=19$m=8"])
    func unknown(hash: String) async throws {
        let accounts = Accounts(
            store: store, pool: try HashingPool(workers: 1), policy: PasswordPolicy(), hasher: StrictHasher(),
            importing: [old.foreign], now: { 0 }, makeID: { "id" })
        await #expect(throws: AccountError(.unknownHash)) {
            try await accounts.create(username: "ada", importedHash: hash)
        }
        #expect(try await store.user(named: "ada") == nil)
    }

    /// Knows no hash at all.
    private struct StrictHasher: PasswordHashing {
        func hash(_ password: [UInt8]) throws(AccountError) -> String { "" }
        func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool { false }
        func needsRehash(_ phc: String) throws(AccountError) -> Bool { throw AccountError(.malformedHash) }
        func decoy() -> String { "" }
    }
}
