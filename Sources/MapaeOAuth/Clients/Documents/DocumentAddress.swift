import Mapae

/// A `client_id` that is the address of the client's metadata document (draft-ietf-oauth-client-id-metadata-document-02 §3).
///
/// The draft only advises against a query, and against a spelling that could be shorter. Here both are refused: an address
/// has one spelling, and what users get to see of it is what it is.
struct DocumentAddress: Sendable {
    /// The address, as the client wrote it.
    let text: String
    /// The host, with the port where there is one: what users can know the client by.
    let host: String
    /// The host alone.
    let hostName: String

    /// Reads an address.
    /// - Parameters:
    ///   - id: The `client_id`.
    ///   - allowsLoopback: Whether it may be at this machine, also with `http`.
    /// - Returns: `nil` for what is no `https` address with a path, for dot segments, user names, a query, a fragment and upper
    ///   case in scheme and host.
    init?(_ id: ClientID, allowsLoopback: Bool) {
        guard let uri = URIText(id.text), let authority = uri.authority, uri.query == nil, !uri.hasFragment,
            uri.path.count > 1, !uri.hasDotSegments,
            !uri.scheme.contains(where: Self.isUpperCase), !authority.host.contains(where: Self.isUpperCase)
        else { return nil }
        let isHere = LoopbackHost.isNamed(authority.host)
        guard uri.hasScheme("https") || (uri.hasScheme("http") && isHere), allowsLoopback || !isHere else { return nil }
        text = id.text
        hostName = String(Substring(authority.host))
        host = hostName + (authority.port.map { ":" + String(Substring($0)) } ?? "")
    }

    /// Whether an address is at the same host.
    func isAtSameHost(_ address: String) -> Bool {
        guard let host = URIText(address)?.authority?.host else { return false }
        return host.map { Self.isUpperCase($0) ? $0 | 0x20 : $0 }.elementsEqual(hostName.utf8)
    }

    private static func isUpperCase(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
