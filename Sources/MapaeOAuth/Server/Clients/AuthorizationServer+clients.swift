public import HTTPTypes
import MapaeStore

extension AuthorizationServer {
    /// Finds a client, in the store or by its metadata document, which may have to be fetched.
    /// - Parameter id: Its identifier.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails, or too many documents are asked for; `invalid_client`
    ///   for a document that cannot be had or used.
    public func client(_ id: ClientID) async throws(OAuthError) -> Client? {
        let stored = try await storedClient(id)
        if let stored, !stored.isOfDocument { return stored }
        return try await documentClient(id, stored: stored)
    }

    /// Finds a client in the store. For what follows from a grant: who has one is there.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails.
    func storedClient(_ id: ClientID) async throws(OAuthError) -> Client? {
        try await asking {
            guard let record = try await store.client(id: id.text), GrantRules.same(record.id, id.text) else {
                return nil
            }
            return try clients.client(record)
        }
    }

    /// Finds out which client sent a request, and that it is that client (RFC 6749 §2.3, RFC 7523 §3).
    ///
    /// A right secret is taken however many wrong ones came before. A client that there is not is refused as one with a wrong secret is, after the same work. That a client is known is no secret
    /// all the same: each authorization request names one.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - parameters: The parameters of its body.
    /// - Returns: The client. One with the method `none` has only said its name.
    /// - Throws: ``OAuthError`` `invalid_client`, which has a ``OAuthError/retryAfter`` where the client has failed too often,
    ///   `invalid_request`, `temporarily_unavailable`.
    public func authenticate(_ headers: HTTPFields, _ parameters: Parameters) async throws(OAuthError) -> Client {
        let presented = try ClientAuthentication(
            authorization: headers[values: .authorization], parameters: parameters)
        if case .assertion(let named, let text) = presented { return try await authenticate(assertion: text, named) }
        guard let id = presented.clientID, let client = try await client(id) else {
            Self.spend(on: presented)
            throw OAuthError(.invalidClient)
        }
        do { try client.authenticate(presented) } catch {
            try await noteRefusal(of: client)
            throw error
        }
        return client
    }

    /// The same for an endpoint that only confidential clients may use.
    /// - Throws: As ``authenticate(_:_:)`` does; `invalid_client` for a public client too.
    func authenticateConfidential(
        _ headers: HTTPFields, _ parameters: Parameters
    ) async throws(OAuthError) -> Client {
        let client = try await authenticate(headers, parameters)
        guard !client.isPublic else { throw OAuthError(.invalidClient) }
        return client
    }

    /// Compares what was presented for nobody with a secret that nobody has.
    private static func spend(on presented: ClientAuthentication) {
        switch presented {
        case .secretBasic(_, let secret), .secretPost(_, let secret): _ = nobodysSecret.matches(secret)
        case .none, .assertion: break
        }
    }

    private static let nobodysSecret = ClientSecret.random().digest

    /// Logs and records that a client did not show who it is; in times with many such, some of them.
    /// - Throws: ``OAuthError`` `invalid_client` with the time to wait, where there were too many; `temporarily_unavailable`.
    func noteRefusal(of client: Client) async throws(OAuthError) {
        let now = now
        let counts = client.isOfDocument || client.isSelfRegistered ? strangersRefusals : refusals
        let verdict = counts.take(client.id.text, at: now)
        if verdict.isNoted {
            let event = OAuthEvent(.clientRefused, at: now, clientID: client.id.text)
            report(event)
            let records = records(event)
            if !records.isEmpty { try await asking { try await store.record(records) } }
        }
        if let seconds = verdict.retryAfter {
            throw OAuthError(.invalidClient, Self.tooManyRefusals, retryAfter: seconds)
        }
    }

    private static let tooManyRefusals =
        "This client has failed to authenticate too often; look at its secret, and wait."
}
