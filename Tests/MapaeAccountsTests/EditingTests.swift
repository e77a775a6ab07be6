import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeAccounts

@Suite("Edits of users by administrators", .timeLimit(.minutes(5)))
struct EditingTests {
    private let store = FaultyStore()
    private let accounts: Accounts
    private let clock = Monitor<Int64>(1_700_000_000)

    init() throws {
        accounts = Accounts(
            store: store, pool: try HashingPool(workers: 2), policy: PasswordPolicy(), hasher: CountingHasher(),
            now: { [clock] in clock.withLock { $0 } }, makeID: { "id-1" })
    }

    private static let sweep = SessionSweep { SessionEnding(Revocation(id: $0.id, endsAt: 1_800_000_000)) }

    private static let record: @Sendable (AccountEdit.Part, UserRecord) -> [AuditRecord] = { part, user in
        [AuditRecord("\(part)", at: 1, subject: user.id)]
    }

    /// A user with two sessions.
    private func ada() async throws -> UserRecord {
        let user = try await accounts.create(
            username: "Ada", password: "a good password", email: "Ada@Example.com", roles: ["admin"])
        for id in ["a", "b"] {
            let session = SessionRecord(
                id: id, subject: user.id, createdAt: 1_700_000_000, endsAt: 1_800_000_000, isPersistent: nil,
                usedAt: 1_700_000_000, aliveUntil: 1_800_000_000, current: [1], scope: "", claims: [])
            _ = try await store.begin(session, SessionTerms(maximum: 10, ending: Self.sweep.ending))
        }
        clock.withLock { $0 += 60 }
        return user
    }

    private func edit(_ id: String, _ edit: AccountEdit) async throws -> AccountChange {
        try await accounts.edit(id, edit, ending: Self.sweep, recording: Self.record)
    }

    private func kinds() async throws -> [String] {
        try await store.audit(after: 0, limit: 100).map(\.record.kind)
    }

    @Test("All of an edit is one step of the store, with one record for each thing that is changed")
    func oneStep() async throws {
        let user = try await ada()
        let all = AccountEdit(
            password: .set("a new password"), roles: ["groom"], email: .set("NEW@Example.com"), isDisabled: true)
        let changes = Monitor(0)
        store.onChange { _ in changes.withLock { $0 += 1 } }
        let change = try await edit(user.id, all)
        store.onChange { _ in Issue.record("an edit takes two steps") }
        #expect(changes.withLock { $0 } == 1)
        #expect(change.user.passwordHash == "v2$a new password" && change.user.passwordChangedAt == 1_700_000_060)
        #expect(change.user.roles == ["groom"] && change.user.email == "new@example.com")
        #expect(change.user.disabledAt == 1_700_000_060)
        #expect(Set(change.ended.map(\.id)) == ["a", "b"])
        #expect(try await kinds() == ["password", "roles", "email", "disabled"])
        var stored = try #require(try await store.user(id: user.id))
        stored.sessionEpoch = change.user.sessionEpoch
        #expect(stored == change.user)
    }

    /// Something good with something that is refused, in each order.
    static let refused: [(AccountEdit, AccountError.Code)] = [
        (AccountEdit(roles: ["a b"], email: .set("new@example.com"), isDisabled: true), .invalidRole),
        (AccountEdit(roles: ["groom"], email: .set("no address"), isDisabled: true), .invalidEmail),
        (AccountEdit(password: .set("short"), roles: ["groom"], email: .removed), .passwordTooShort),
        (
            AccountEdit(password: .set("new@example.com"), email: .set("new@example.com")),
            .passwordEqualsUsername
        ),
    ]

    @Test("Nothing is changed where one thing is refused", arguments: refused)
    func refusal(_ attempt: AccountEdit, _ code: AccountError.Code) async throws {
        let user = try await ada()
        await #expect(throws: AccountError(code)) { try await edit(user.id, attempt) }
        #expect(try await store.user(id: user.id) == user)
        #expect(try await store.sessions(of: user.id).count == 2)
        #expect(try await kinds().isEmpty)
    }

    @Test("A fault of the store changes nothing")
    func fault() async throws {
        let user = try await ada()
        store.fail(.change, with: StoreError(.full))
        await #expect(throws: StoreError(.full)) { try await edit(user.id, AccountEdit(roles: [], isDisabled: true)) }
        #expect(try await store.user(id: user.id) == user)
        #expect(try await kinds().isEmpty)
    }

    @Test("A password is set or taken away, and the sessions end (L16)")
    func password() async throws {
        let user = try await ada()
        let set = try await edit(user.id, AccountEdit(password: .set("a new password")))
        #expect(set.ended.count == 2 && set.user.passwordHash == "v2$a new password")
        let taken = try await edit(user.id, AccountEdit(password: .removed))
        #expect(taken.user.passwordHash == nil)
        for password in ["a new password", "", "null"] {
            await #expect(throws: AccountError(.invalidCredentials)) {
                try await accounts.authenticate(username: "ada", password: password)
            }
        }
    }

    @Test("A user who is shut out has no session, logs in no more, and comes back with the same password (L12)")
    func disable() async throws {
        let user = try await ada()
        let change = try await edit(user.id, AccountEdit(isDisabled: true))
        #expect(change.ended.count == 2 && change.user.disabledAt == 1_700_000_060)
        clock.withLock { $0 += 60 }
        let again = try await edit(user.id, AccountEdit(isDisabled: true))
        #expect(again.user.disabledAt == 1_700_000_060)
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.authenticate(username: "ada", password: "a good password")
        }
        #expect(try await edit(user.id, AccountEdit(isDisabled: false)).user.disabledAt == nil)
        #expect(try await accounts.authenticate(username: "ada", password: "a good password").id == user.id)
        #expect(try await kinds() == ["disabled", "disabled", "enabled"])
    }

    @Test("Roles and address are set, checked and taken away, and an address ends no session")
    func rolesAndEmail() async throws {
        let user = try await ada()
        let moved = try await edit(user.id, AccountEdit(email: .set("NEW@Example.com"), isDisabled: false))
        #expect(moved.user.email == "new@example.com" && moved.ended.isEmpty)
        #expect(try await edit(user.id, AccountEdit(email: .removed)).user.email == nil)
        #expect(try await store.sessions(of: user.id).count == 2)
        for roles in [
            [""], ["a b"], ["a\n"], ["a", "a"], ["\u{E9}"], [String(repeating: "a", count: 65)],
            (0...32).map { "r\($0)" },
        ] {
            await #expect(throws: AccountError(.invalidRole)) { try await edit(user.id, AccountEdit(roles: roles)) }
        }
        let change = try await edit(user.id, AccountEdit(roles: ["groom"]))
        #expect(change.user.roles == ["groom"] && change.ended.count == 2)
    }
}
