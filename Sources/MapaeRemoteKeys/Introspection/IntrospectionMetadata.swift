#if RemoteKeys
import MapaeJOSE

/// What an issuer's metadata says of its introspection endpoint (RFC 8414 §2).
package struct IntrospectionMetadata: Sendable {
    /// Where it is; `nil` when there is none.
    package let address: String?
    /// How clients may show their secret there; `nil` where that is not said.
    package let methods: [String]?

    /// Reads a document.
    /// - Parameters:
    ///   - json: The document.
    ///   - issuer: Who it must be of: another's endpoint would learn our tokens and our secret.
    /// - Throws: ``RemoteKeysError`` `invalid_discovery`, `issuer_mismatch`.
    package init(_ json: [UInt8], issuer: String) throws(RemoteKeysError) {
        let members = try DiscoveryDocument.members(json, issuer: issuer)
        address = members["introspection_endpoint"]?.string
        methods = members["introspection_endpoint_auth_methods_supported"]?.array?.compactMap(\.string)
    }

    /// The method to use: `client_secret_basic`, which every server must know that gives clients secrets (RFC 6749 §2.3.1),
    /// or the other one where the document names that and not this.
    /// - Throws: ``RemoteKeysError`` `unsupported_client_authentication` where it names neither.
    func method() throws(RemoteKeysError) -> IntrospectionEndpoint.Method {
        guard let methods else { return .basic }
        func names(_ method: StaticString) -> Bool {
            methods.contains { $0.utf8.elementsEqual(method.description.utf8) }
        }
        if names("client_secret_basic") { return .basic }
        guard names("client_secret_post") else { throw RemoteKeysError(.unsupportedClientAuthentication) }
        return .post
    }
}
#endif
