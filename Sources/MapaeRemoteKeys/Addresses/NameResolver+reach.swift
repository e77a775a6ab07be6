#if RemoteKeys
extension NameResolver {
    /// How many addresses of one name are tried before it counts as unreachable.
    private static let maximumAddresses = 4

    /// The addresses of a URL's host that may be connected to, in the order in which they should be tried.
    /// - Throws: ``RemoteKeysError`` `unreachable` for a name without any, `forbidden_address` for one without any that may.
    func addresses(of url: WebURL, within reach: Reach) async throws(RemoteKeysError) -> [IPAddress] {
        let all = try await addresses(of: url)
        guard !all.isEmpty else { throw RemoteKeysError(.unreachable) }
        let allowed = all.filter { reach.permits($0, for: url) }
        guard !allowed.isEmpty else { throw RemoteKeysError(.forbiddenAddress) }
        return Array(allowed.prefix(Self.maximumAddresses))
    }
}
#endif
