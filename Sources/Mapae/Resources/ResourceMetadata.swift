import MapaeJOSE

/// What a protected resource says of itself (RFC 9728 §2): only what its verifier does.
struct ResourceMetadata {
    let resource: String
    let authorizationServers: [String]
    let scopes: [String]
    let name: String?
    let documentation: String?
    let dpop: DPoPPolicy
    let carriers: [TokenCarrier]

    /// Whether a text is the identifier of an authorization server (RFC 8414 §2).
    static func isServer(_ text: String) -> Bool {
        guard let uri = URIText(text) else { return false }
        return uri.isSecure && uri.query == nil && !uri.hasFragment
    }

    /// - Throws: ``PolicyError`` `invalid_resource_metadata`.
    func json() throws(PolicyError) -> [UInt8] {
        guard scopes.allSatisfy(Scope.isValid), name.map({ !$0.isEmpty }) ?? true,
            documentation.map({ URIText($0)?.isSecure ?? false }) ?? true
        else { throw PolicyError(.invalidResourceMetadata) }
        var members: JSONObject = ["resource": .string(resource)]
        if !authorizationServers.isEmpty { members["authorization_servers"] = Self.list(authorizationServers) }
        if !scopes.isEmpty { members["scopes_supported"] = Self.list(scopes) }
        members["bearer_methods_supported"] = Self.list(bearerMethods)
        members["resource_name"] = name.map { .string($0) }
        members["resource_documentation"] = documentation.map { .string($0) }
        if dpop.takesProofs {
            members["dpop_signing_alg_values_supported"] = Self.list(DPoPProof.algorithms)
            members["dpop_bound_access_tokens_required"] = .bool(!dpop.takesBearer)
        }
        do { return try JSONValue.object(members).serialized() } catch { throw PolicyError(.invalidResourceMetadata) }
    }

    /// RFC 6750 §2.1 and §2.3, as far as the verifier looks there. An empty list says that no bearer tokens are taken. A member of a
    /// JSON body is not what §2.2 means.
    private var bearerMethods: [String] {
        guard dpop.takesBearer else { return [] }
        var methods: [String] = []
        for carrier in carriers {
            switch carrier.kind {
            case .header(let header) where header.takesBearer: methods.append("header")
            case .query(let name) where name.utf8.elementsEqual("access_token".utf8): methods.append("query")
            default: break
            }
        }
        return methods
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
