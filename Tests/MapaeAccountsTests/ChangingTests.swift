import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeAccounts

@Suite("Changes of users", .timeLimit(.minutes(5)))
struct ChangingTests {
    private let hasher = CountingHasher()
    private let store = FaultyStore()
    private let accounts: Accounts
    private let clock = Monitor<Int64>(1_700_000_000)

    init() throws {
        let ids = Monitor(0)
        accounts = Accounts(
            store: store, pool: try HashingPool(workers: 2, waiting: 200), policy: PasswordPolicy(), hasher: hasher,
            now: { [clock] in clock.withLock { $0 } },
            makeID: {
                ids.withLock { number in
                    number += 1
                    return "id-\(number)"
                }
            })
    }

    private static let sweep = SessionSweep { session in
        SessionEnding(
            Revocation(id: session.id, endsAt: 1_800_000_000),
            recording: [AuditRecord("session_ended", at: 1, subject: session.subject)])
    }

    private static func record(_ kind: String) -> @Sendable (UserRecord) -> [AuditRecord] {
        { [AuditRecord(kind, at: 1, subject: $0.id)] }
    }

    /// A user with three sessions.
    private func ada() async throws -> UserRecord {
        let user = try await accounts.create(
            username: "Ada", password: "a good password", email: "Ada@Example.com", roles: ["admin"],
            recording: Self.record("user_created"))
        for number in 1...3 { try await begin("session-\(number)", of: user.id) }
        clock.withLock { $0 += 60 }
        return user
    }

    private func begin(_ id: String, of subject: String) async throws {
        let session = SessionRecord(
            id: id, subject: subject, createdAt: 1_700_000_000, endsAt: 1_800_000_000, isPersistent: nil,
            usedAt: 1_700_000_000, aliveUntil: 1_800_000_000, current: [1], scope: "", claims: Array("{}".utf8))
        let terms = SessionTerms(maximum: 10) { SessionEnding(Revocation(id: $0.id, endsAt: 1_800_000_000)) }
        _ = try await store.begin(session, terms)
    }

    private func kinds() async throws -> [String] {
        try await store.audit(after: 0, limit: 100).map(\.record.kind)
    }

    @Test("A user is created with all it has, in canonical forms, and its record in the log")
    func create() async throws {
        let user = try await accounts.create(
            username: "Ada", password: "a good password", email: "Ada@Example.com", roles: ["admin", "groom"],
            recording: Self.record("user_created"))
        #expect(user.username == "ada" && user.email == "ada@example.com" && user.roles == ["admin", "groom"])
        #expect(user.createdAt == 1_700_000_000 && user.passwordChangedAt == 1_700_000_000 && user.disabledAt == nil)
        #expect(try await store.user(id: user.id) == user)
        #expect(try await kinds() == ["user_created"])
        #expect(try await accounts.user(named: "ADA") == user)
        #expect(try await accounts.user(named: "a b") == nil)
        #expect(try await accounts.signUp(username: "grace", password: "a good password").roles.isEmpty)
        #expect(try await accounts.users(limit: 10).count == 2)
    }

    @Test("A name that is taken is taken in every script's spelling, and leaves no record (L9)")
    func taken() async throws {
        _ = try await accounts.create(username: "stra\u{DF}e", password: "a good password")
        for name in ["STRASSE", "stra\u{17F}se", "\u{FF53}trasse"] {
            await #expect(throws: AccountError(.usernameTaken)) {
                try await accounts.signUp(
                    username: name, password: "a good password", recording: Self.record("user_created"))
            }
        }
        #expect(try await kinds().isEmpty)
    }

    @Test("A change of the password ends the sessions in the same step, but for the one that is kept (L16)")
    func changePassword() async throws {
        let user = try await ada()
        let sweep = SessionSweep(except: "session-2", Self.sweep.ending)
        let change = try await accounts.changePassword(
            of: user.id, current: "a good password", new: "a better passw\u{F8}rd", ending: sweep,
            recording: Self.record("password_changed"))
        #expect(Set(change.ended.map(\.id)) == ["session-1", "session-3"])
        #expect(try await store.sessions(of: user.id).map(\.id) == ["session-2"])
        #expect(change.user.passwordChangedAt == 1_700_000_060)
        #expect(try await store.user(id: user.id)?.passwordHash == "v2$a better passw\u{F8}rd")
        #expect(try await Set(kinds()) == ["user_created", "session_ended", "password_changed"])
        #expect(try await accounts.authenticate(username: "ada", password: "a better passw\u{F8}rd").id == user.id)
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.authenticate(username: "ada", password: "a good password")
        }
    }

    @Test(
        "A wrong present password, a new one that is refused, and a fault of the store change nothing and end nothing (L16)",
        arguments: [
            ("wrong", "a better password", .invalidCredentials), ("", "a better password", .invalidCredentials),
            (.repeated("x", 4097), "a better password", .invalidCredentials),
            ("a good password", "short", .passwordTooShort), ("a good password", "password1", .passwordTooCommon),
            ("a good password", "ada@example.com", .passwordEqualsUsername),
            ("a good password", .repeated("xy", 513), .passwordTooLong),
        ] as [(Sample, Sample, AccountError.Code)])
    func changeRefused(current: Sample, new: Sample, code: AccountError.Code) async throws {
        let user = try await ada()
        await #expect(throws: AccountError(code)) {
            try await accounts.changePassword(
                of: user.id, current: current.text, new: new.text, ending: Self.sweep,
                recording: Self.record("password_changed"))
        }
        store.fail(.change, with: StoreError(.full))
        await #expect(throws: StoreError(.full)) {
            try await accounts.changePassword(
                of: user.id, current: "a good password", new: "a better password", ending: Self.sweep)
        }
        #expect(try await store.user(id: user.id) == user)
        #expect(try await store.sessions(of: user.id).count == 3)
        #expect(try await kinds() == ["user_created"])
    }

    @Test("Who is shut out, has no password or does not exist changes none, at the cost of one hash (L1, L11, L12)")
    func changeByNobody() async throws {
        let user = try await ada()
        _ = try await accounts.edit(user.id, AccountEdit(isDisabled: true), ending: nil)
        let other = try await accounts.create(username: "sso", password: nil)
        for id in [user.id, other.id, "no such id"] {
            hasher.forget()
            await #expect(throws: AccountError(.invalidCredentials)) {
                try await accounts.changePassword(
                    of: id, current: "a good password", new: "a better password", ending: nil)
            }
            #expect(hasher.paid.count == 1)
        }
    }

    @Test("A re-hash that comes in between does not hinder a change; another change of the password does")
    func changeRace() async throws {
        let user = try await ada()
        store.onChange { inner in
            _ = try await inner.replacePasswordHash(
                ofUser: user.id, from: "v2$a good password", to: "v1$a good password")
        }
        _ = try await accounts.changePassword(
            of: user.id, current: "a good password", new: "a better password", ending: nil)
        #expect(try await store.user(id: user.id)?.passwordHash == "v2$a better password")
        store.onChange { inner in
            _ = try await inner.replacePasswordHash(
                ofUser: user.id, from: "v2$a better password", to: "v2$someone else's")
        }
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.changePassword(
                of: user.id, current: "a better password", new: "a third password", ending: nil)
        }
        #expect(try await store.user(id: user.id)?.passwordHash == "v2$someone else's")
    }

    @Test("A user who is deleted is gone with its sessions; its name is free, its id is not (L12)")
    func delete() async throws {
        let user = try await ada()
        let change = try await accounts.delete(user.id, ending: Self.sweep, recording: Self.record("user_deleted"))
        #expect(change.ended.count == 3)
        #expect(try await store.user(id: user.id) == nil)
        #expect(try await store.sessions(of: user.id).isEmpty)
        await #expect(throws: AccountError(.invalidCredentials)) {
            try await accounts.authenticate(username: "ada", password: "a good password")
        }
        let next = try await accounts.create(username: "ada", password: "a good password")
        #expect(next.id != user.id)
        #expect(try await kinds().contains("user_deleted"))
    }

    @Test("Of a user that does not exist nothing can be changed, and nothing is recorded")
    func unknown() async throws {
        let unknown = AccountError(.unknownUser)
        let record = Self.record("never")
        for edit in [AccountEdit(password: .removed), AccountEdit(roles: []), AccountEdit(isDisabled: true)] {
            await #expect(throws: unknown) {
                try await accounts.edit("x", edit, ending: nil) { _, user in record(user) }
            }
        }
        await #expect(throws: unknown) { try await accounts.delete("x", ending: Self.sweep, recording: record) }
        #expect(try await kinds().isEmpty)
    }

    #if os(Linux)
    @Test("Every hash is computed on a thread of the lowest priority (L8)")
    func priority() async throws {
        let noting = NicenessHasher()
        let accounts = Accounts(
            store: store, pool: try HashingPool(workers: 1), policy: PasswordPolicy(), hasher: noting, now: { 0 },
            makeID: { "id" })
        let user = try await accounts.create(username: "ada", password: "a good password")
        _ = try await accounts.authenticate(username: "ada", password: "a good password")
        _ = try await accounts.changePassword(
            of: user.id, current: "a good password", new: "a better password", ending: nil)
        #expect(noting.seen.all == [19, 19, 19, 19])
    }

    /// Notes the niceness of the thread that it is called on.
    private final class NicenessHasher: PasswordHashing {
        let seen = Notes<Int32>()

        func hash(_ password: [UInt8]) throws(AccountError) -> String {
            seen.add(WorkerThread.niceness)
            return "v$"
        }
        func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool {
            seen.add(WorkerThread.niceness)
            return true
        }
        func needsRehash(_ phc: String) throws(AccountError) -> Bool { false }
        func decoy() -> String { "v$" }
    }
    #endif
}
