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
        let record = recorder(.userCreated, context)
        let user = try await AccountError.explaining {
            try await accounts.create(username: username, password: password, email: email, roles: roles) {
                [record($0.id)]
            }
        }
        audit.write([record(user.id)])
        return EditedResponse(status: .created, response: user.adminView)
    }

    /// Each member is a step of its own, in this order. What comes first is done even where a later one is refused, so the answer
    /// to a refusal is followed by a look at the user; all are checked for their types before any is done.
    private func change(_ request: Request, _ context: Context) async throws -> JSONObject {
        let body = try await BodyMembers(
            of: request, limit: context.maxUploadSize, "disabled", "roles", "email", "password")
        let (isDisabled, roles) = (try body.optionalBool("disabled"), try body.optionalTexts("roles"))
        let (email, password) = (try body.optionalText("email"), try body.optionalText("password"))
        var user = try await user(context)
        if isDisabled != nil || roles != nil { try refuseSelf(user, context) }
        let id = user.id
        if let password {
            let change = try await doing(.passwordChanged, id, context) { sweep, record in
                try await accounts.setPassword(of: id, to: password, ending: sweep) { _ in [record] }
            }
            user = change.user
        }
        if let roles {
            user = try await doing(.userRolesChanged, id, context) { sweep, record in
                try await accounts.setRoles(roles, of: id, ending: sweep) { _ in [record] }
            }.user
        }
        if body.has("email") {
            let record = recorder(.userEmailChanged, context)(id)
            user = try await AccountError.explaining { try await accounts.setEmail(email, of: id) { _ in [record] } }
            audit.write([record])
        }
        if let isDisabled {
            user = try await doing(isDisabled ? .userDisabled : .userEnabled, id, context) { sweep, record in
                try await accounts.setDisabled(isDisabled, of: id, ending: isDisabled ? sweep : nil) { _ in [record] }
            }.user
        }
        return user.adminView
    }

    private func delete(_ context: Context) async throws -> HTTPResponse.Status {
        let user = try await user(context)
        try refuseSelf(user, context)
        _ = try await doing(.userDeleted, user.id, context) { sweep, record in
            try await accounts.delete(user.id, ending: sweep) { _ in [record] }
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
        _ kind: AuditKind, _ id: String, _ context: Context,
        _ body: (SessionSweep, AuditRecord) async throws -> AccountChange
    ) async throws -> AccountChange {
        let record = recorder(kind, context)(id)
        let change = try await AccountError.explaining { try await body(sessions.sweep(), record) }
        sessions.learn(change.ended, of: id)
        audit.write([record])
        return change
    }

    private func recorder(_ kind: AuditKind, _ context: Context) -> @Sendable (_ subject: String) -> AuditRecord {
        let now = now()
        let (actor, session, network) = (context.token.subject, context.token.sessionID, context.client.network)
        return { kind.record(at: now, subject: $0, actor: actor, sessionID: session, network: network) }
    }
}
#endif
