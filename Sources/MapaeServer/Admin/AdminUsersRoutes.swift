#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeAccounts
import MapaeStore

/// `/admin/users`, for tokens with the scope `admin:users`: list, create, look at, change and delete users.
struct AdminUsersRoutes: Sendable {
    typealias Context = AuthenticatedContext<ServerContext>

    let accounts: Accounts
    let sessions: Sessions
    let audit: AuditLog
    let now: @Sendable () -> NumericDate

    func add(to router: Router<ServerContext>) {
        let users = router.protected("admin/users", by: sessions, .scope(AdminScope.users.rawValue))
        users.get { request, _ in try await list(request) }
        users.post { request, context in try await create(request, context) }
        users.get(":id") { _, context -> JSONObject in try await user(context).adminView }
        users.patch(":id") { request, context in try await change(request, context) }
        users.delete(":id") { _, context in try await delete(context) }
    }

    private func list(_ request: Request) async throws -> JSONObject {
        let query = try QueryMembers(of: request, "after", "limit", "username")
        let limit = Int(try query.number("limit", 1...1000) ?? 100)
        if let name = query.text("username") {
            let found = try await accounts.user(named: name)
            return ["users": .array(found.map { [.object($0.adminView)] } ?? [])]
        }
        let page = try await accounts.users(after: query.text("after"), limit: limit)
        var answer: JSONObject = ["users": .array(page.map { .object($0.adminView) })]
        // A full page may be the last one; then the next is empty.
        if page.count == limit, let last = page.last { answer["next"] = .string(last.id) }
        return answer
    }

    private func create(_ request: Request, _ context: Context) async throws -> EditedResponse<JSONObject> {
        let body = try await BodyMembers(
            of: request, limit: context.maxUploadSize, "username", "password", "email", "roles")
        let username = try body.text("username")
        let (password, email) = (try body.optionalText("password"), try body.optionalText("email"))
        let roles = try body.optionalTexts("roles") ?? []
        let record = recorder(context)
        let user = try await accounts.create(username: username, password: password, email: email, roles: roles) {
            [record(.userCreated, $0.id)]
        }
        audit.write([record(.userCreated, user.id)])
        return EditedResponse(status: .created, response: user.adminView)
    }

    /// All members are checked before anything is changed, and then changed in one step.
    private func change(_ request: Request, _ context: Context) async throws -> JSONObject {
        let body = try await BodyMembers(
            of: request, limit: context.maxUploadSize, "disabled", "roles", "email", "password")
        var edit = AccountEdit(
            roles: try body.optionalTexts("roles"), isDisabled: try body.optionalBool("disabled"))
        let (email, password) = (try body.optionalText("email"), try body.optionalText("password"))
        if body.has("email") { edit.email = email.map { .set($0) } ?? .removed }
        if let password { edit.password = .set(password) }
        let user = try await user(context)
        if edit.isDisabled != nil || edit.roles != nil { try refuseSelf(user, context) }
        // What names nothing changes nothing, and is not written.
        guard !edit.parts.isEmpty else { return user.adminView }
        return try await doing(edit.parts.map(\.auditKind), user.id, context) { [edit] sweep, record in
            try await accounts.edit(user.id, edit, ending: sweep) { part, _ in [record(part.auditKind)] }
        }.user.adminView
    }

    private func delete(_ context: Context) async throws -> HTTPResponse.Status {
        let user = try await user(context)
        try refuseSelf(user, context)
        _ = try await doing([.userDeleted], user.id, context) { sweep, record in
            try await accounts.delete(user.id, ending: sweep) { _ in [record(.userDeleted)] }
        }
        return .noContent
    }

    private func user(_ context: Context) async throws -> UserRecord {
        guard let user = try await accounts.user(id: try context.parameters.require("id")) else {
            throw RouteError.noUser
        }
        return user
    }

    /// Who shuts itself out leaves nobody who could let it in again.
    private func refuseSelf(_ user: UserRecord, _ context: Context) throws {
        guard user.id.utf8.elementsEqual(context.token.subject.utf8) else { return }
        throw RouteError(
            .conflict, "own_account",
            "Ask another administrator to change your roles, or to shut you out or delete you.")
    }

    private func doing(
        _ kinds: [AuditKind], _ id: String, _ context: Context,
        _ body: (SessionSweep, @escaping @Sendable (AuditKind) -> AuditRecord) async throws -> AccountChange
    ) async throws -> AccountChange {
        let recorder = recorder(context)
        let record = { @Sendable (kind: AuditKind) in recorder(kind, id) }
        let ender = SessionEnder(
            context.token.subject, network: context.client.network, reason: kinds.first(where: \.endsSessions)?.rawValue
        )
        let change = try await body(sessions.sweep(by: ender), record)
        sessions.learn(change.ended, of: id, by: ender)
        audit.write(kinds.map(record))
        return change
    }

    private func recorder(_ context: Context) -> @Sendable (AuditKind, _ subject: String) -> AuditRecord {
        let now = now()
        let (actor, session, network) = (context.token.subject, context.token.sessionID, context.client.network)
        return { $0.record(at: now, subject: $1, actor: actor, sessionID: session, network: network) }
    }
}
#endif
