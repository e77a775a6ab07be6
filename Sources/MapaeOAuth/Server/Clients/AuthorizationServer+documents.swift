import Mapae
public import MapaeJOSE
import MapaeStore

/// Clients that are known by the address of their metadata document (draft-ietf-oauth-client-id-metadata-document-02).
///
/// A stranger can name any address, so nothing is stored of such a client before a user who is logged in has agreed to it.
extension AuthorizationServer {
    /// How exactly it is remembered when such a client was used, in seconds: not each code is to cost a write.
    private static let usePrecision: Int64 = 86_400

    /// The client whose metadata document is at its identifier.
    /// - Parameter stored: What was stored of it when a user let it in. The document decides all the same: what it does not name
    ///   any more counts no more.
    /// - Throws: ``OAuthError`` `invalid_client`, `temporarily_unavailable`.
    func documentClient(_ id: ClientID, stored: Client?) async throws(OAuthError) -> Client? {
        guard let documents,
            let address = DocumentAddress(id, allowsLoopback: settings.registration.allowsLoopback)
        else { return nil }
        var policy = settings.registration
        policy.idTokenAlgorithms = idTokenAlgorithms
        let (offered, fetchesKeys) = (policy, remoteKeys != nil)
        let request = ClientDocumentRequest(address: address.text, isKnown: stored != nil) {
            json throws(OAuthError) in
            let metadata = try ClientMetadata(document: json, at: address, policy: offered)
            try Self.checkKeys(metadata, fetchesKeys: fetchesKeys)
            return metadata
        }
        let metadata: ClientMetadata
        do { metadata = try await documents(request) } catch let error as OAuthError {
            guard error.code != .temporarilyUnavailable else { throw error }
            throw OAuthError(
                .invalidClient, "The document behind the client_id cannot be used. \(error.explanation)")
        } catch {
            // One text for whatever went wrong: a stranger who names addresses must not learn what is there. Who develops on this
            // machine alone may know.
            let detail = settings.registration.allowsLoopback ? " (\(error))" : ""
            throw OAuthError(.invalidClient, "The document behind the client_id could not be fetched\(detail).")
        }
        var client = Client(id: id, metadata: metadata)
        client.documentUsedAt = stored?.documentUsedAt ?? 0
        return client
    }

    /// Stores a client of a document that a user lets in, and what has changed of it since: codes, grants and consents are of
    /// stored clients.
    /// - Returns: `false` where another client has its identifier by now.
    func keepDocument(of client: Client) async throws(OAuthError) -> Bool {
        guard client.isOfDocument else { return true }
        let now = now
        var used = client
        used.documentUsedAt = now.seconds
        let record = try signing { try used.record(createdAt: now.seconds) }
        guard let known = try await asking({ try await store.client(id: record.id) }) else {
            let event = OAuthEvent(.clientRegistered, at: now, clientID: client.id.text)
            if try await asking({ try await store.insertIfAbsent(record, recording: records(event)) }) { report(event) }
            return try await storedClient(client.id)?.isOfDocument ?? false
        }
        let isRecent = client.documentUsedAt.map { now.seconds - $0 < Self.usePrecision } ?? false
        if known.metadata == record.metadata, isRecent { return true }
        let ending = sessions.sweep().ending
        return try await asking {
            try await store.change(client: record.id) { found in
                let isOfDocument = found.map { (try? Client($0))?.isOfDocument ?? false } ?? false
                return ClientChange(isOfDocument ? .put(record) : .keep, outcome: isOfDocument, ending: ending)
            }.outcome
        }
    }

    /// Forgets the clients of documents that no user has let in for a time, with all that is left of them. The next user who lets
    /// one in makes it known again.
    /// - Parameter moment: Since when: longer ago than the longest grant lasts.
    /// - Returns: How many were forgotten.
    /// - Throws: `StoreError`; `CancellationError`.
    public func forgetDocumentClients(unusedSince moment: NumericDate) async throws -> Int {
        let ending = sessions.sweep().ending
        var forgotten = 0
        var last: String?
        while true {
            let page = try await store.clients(after: last, limit: 500)
            for record in page where Self.isUnused(record, moment) {
                let isGone = try await store.change(client: record.id) { found in
                    let isUnused = found.map { Self.isUnused($0, moment) } ?? false
                    return ClientChange(isUnused ? .remove : .keep, outcome: isUnused, ending: ending)
                }.outcome
                if isGone { forgotten += 1 }
            }
            guard let id = page.last?.id else { return forgotten }
            last = id
        }
    }

    private static func isUnused(_ record: ClientRecord, _ moment: NumericDate) -> Bool {
        guard let usedAt = (try? Client(record))?.documentUsedAt else { return false }
        return usedAt < moment.seconds
    }

    /// Without somebody who fetches them, keys behind an address are none.
    /// - Throws: ``OAuthError`` `invalid_client_metadata`.
    static func checkKeys(_ metadata: ClientMetadata, fetchesKeys: Bool) throws(OAuthError) {
        guard metadata.authenticationMethod == .privateKeyJWT, case .uri = metadata.keys, !fetchesKeys else { return }
        throw OAuthError(.invalidClientMetadata, "This server fetches no keys: send them as jwks.")
    }
}
