#if Server
import HummingbirdMapae
package import MapaeOAuth
import MapaeStore

extension Administration {
    /// Calls a closure with each client, a page at a time.
    package func eachClient(_ body: (ClientView) throws -> Void) async throws {
        var last: String?
        while true {
            let page = try await server.store.clients(after: last, limit: 500)
            for record in page { try body(ClientView(record)) }
            guard let id = page.last?.id else { return }
            last = id
        }
    }

    /// The client of an id.
    /// - Throws: ``ServerError`` `no_client`.
    package func client(_ id: String) async throws -> ClientView {
        guard let record = try await server.store.client(id: id) else { throw Self.noClient }
        return try ClientView(record)
    }

    /// Adds a client.
    /// - Returns: The client, and its secret where it has one: the only time that it can be read.
    /// - Throws: ``ServerError`` `client`.
    package func add(_ new: NewClient) async throws -> (client: ClientView, secret: ClientSecret?) {
        let (client, secret) = try new.client(
            scopes: server.settings.scopes(), allowsLoopback: server.settings.allowsLoopback())
        let now = server.logins.now()
        let record = try client.record(createdAt: now.seconds)
        guard try await server.store.insertIfAbsent(record, recording: [Self.record(.clientAdded, record.id, now)])
        else {
            throw ServerError(.client, "There is a client of that id already.")
        }
        return (try ClientView(record), secret)
    }

    /// Changes a client in one step.
    /// - Parameters:
    ///   - id: Its id.
    ///   - edit: What is changed.
    /// - Returns: The client as it is now.
    /// - Throws: ``ServerError`` `no_client`; `client` for what no client can be, for a client of a metadata document, and where nothing
    ///   is named; nothing is changed then.
    package func edit(client id: String, _ edit: ClientEdit) async throws -> ClientView {
        guard !edit.isEmpty else {
            throw ServerError(.client, "Say what is to change. All that can: mapae clients edit --help")
        }
        let offered = try server.settings.scopes()
        let allowsLoopback = try server.settings.allowsLoopback()
        let now = server.logins.now()
        let ending = ending
        let result = try await server.store.change(client: id) {
            record -> ClientChange<Result<ClientRecord, any Error>?> in
            guard let record else { return ClientChange(.keep, outcome: nil, ending: ending) }
            do {
                let client = try Client(record)
                // What is stored of it is not what counts.
                guard !client.isOfDocument else { throw Self.documentDecides }
                let edited = try edit.applied(to: client, scopes: offered, allowsLoopback: allowsLoopback)
                    .record(createdAt: record.createdAt)
                return ClientChange(
                    .put(edited), recording: [Self.record(.clientChanged, id, now)], outcome: .success(edited),
                    ending: ending)
            } catch { return ClientChange(.keep, outcome: .failure(error), ending: ending) }
        }
        guard let outcome = result.outcome else { throw Self.noClient }
        return try ClientView(try outcome.get())
    }

    /// Gives a client a new secret.
    /// - Parameters:
    ///   - id: Its id.
    ///   - atOnce: Whether the former secret is not taken any more. Unless told it is, until the next time.
    /// - Throws: ``ServerError`` `no_client`; `client` for one that has no secret.
    package func rotateSecret(ofClient id: String, atOnce: Bool) async throws -> ClientSecret {
        guard try await client(id).client.metadata.authenticationMethod.usesSecret else {
            throw ServerError(.client, "This client has no secret: it authenticates in another way, or not at all.")
        }
        let secret = ClientSecret.random()
        let now = server.logins.now()
        let ending = ending
        let found = try await server.store.change(client: id) { record -> ClientChange<Bool> in
            guard var record else { return ClientChange(.keep, outcome: false, ending: ending) }
            record.secrets = [secret.digest.bytes] + (atOnce ? [] : record.secrets.prefix(1))
            return ClientChange(
                .put(record), recording: [Self.record(.clientSecretRotated, id, now)], outcome: true, ending: ending)
        }.outcome
        guard found else { throw Self.noClient }
        return secret
    }

    /// Removes a client, with all that it was given.
    /// - Returns: How many grants have ended.
    /// - Throws: ``ServerError`` `no_client`.
    package func removeClient(_ id: String) async throws -> Int {
        let now = server.logins.now()
        let ending = ending
        let result = try await server.store.change(client: id) { record -> ClientChange<Bool> in
            guard record != nil else { return ClientChange(.keep, outcome: false, ending: ending) }
            return ClientChange(
                .remove, recording: [Self.record(.clientRemoved, id, now)], outcome: true, ending: ending)
        }
        guard result.outcome else { throw Self.noClient }
        return result.ended.count
    }

    /// What those send who may register clients (RFC 7591 §3).
    package var registrationToken: String? { server.keys.master.registrationToken()?.text }

    private var ending: @Sendable (SessionRecord) -> SessionEnding {
        server.sessions.sweep(by: SessionEnder(Self.actor, reason: AuditKind.clientRemoved.rawValue)).ending
    }

    private static func record(_ kind: AuditKind, _ id: String, _ now: NumericDate) -> AuditRecord {
        kind.record(at: now, actor: actor, details: ["client_id": .string(id)])
    }

    private static let documentDecides = ServerError(
        .client, "Its metadata document says what this client is. Whoever runs the client changes it there.")

    private static let noClient = ServerError(
        .noClient, "There is no client of that id. All clients: mapae clients list")
}
#endif
