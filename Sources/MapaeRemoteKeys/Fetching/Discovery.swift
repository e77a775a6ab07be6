#if RemoteKeys
/// Finds an issuer's metadata by its name.
struct Discovery: Sendable {
    let issuer: String
    let url: WebURL
    let fetcher: DocumentFetcher
    let reach: Reach

    /// Fetches the document and reads what is wanted of it.
    /// - Parameter read: Reads the document; it checks that it is this issuer's.
    /// - Throws: ``RemoteKeysError``.
    func document<Value>(
        _ read: (_ json: [UInt8]) throws(RemoteKeysError) -> Value
    ) async throws(RemoteKeysError) -> Value {
        var refusal = RemoteKeysError(.invalidDiscovery)
        for location in DiscoveryDocument.locations(of: url) {
            do {
                guard case .document(let json, _, _) = try await fetcher.fetch(location, reach: reach) else { continue }
                return try read(json)
            } catch {
                // Another place is looked at only where this one does not exist; a broken server is not a missing page.
                guard error.code == .unexpectedStatus, let status = error.status, (400..<500).contains(status) else {
                    throw error
                }
                refusal = error
            }
        }
        throw refusal
    }
}
#endif
