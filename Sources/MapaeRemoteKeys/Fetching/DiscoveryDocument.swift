#if RemoteKeys
import MapaeJOSE

/// What is needed of an issuer's metadata (OpenID Connect Discovery §3, RFC 8414 §2): where its keys are.
package struct DiscoveryDocument: Sendable {
    package let keySetURL: WebURL

    /// Reads a document.
    /// - Parameters:
    ///   - json: The document.
    ///   - issuer: Who it must be of, compared byte by byte: else one issuer could hand out another's keys.
    /// - Throws: ``RemoteKeysError`` `invalid_discovery`, `issuer_mismatch`, `invalid_url`, `insecure_url`.
    package init(_ json: [UInt8], issuer: String) throws(RemoteKeysError) {
        let members = try Self.members(json, issuer: issuer)
        guard let address = members["jwks_uri"]?.string else { throw RemoteKeysError(.invalidDiscovery) }
        keySetURL = try WebURL(address)
    }

    /// The members of an issuer's document.
    /// - Throws: ``RemoteKeysError`` `invalid_discovery`, `issuer_mismatch`.
    static func members(_ json: [UInt8], issuer: String) throws(RemoteKeysError) -> JSONObject {
        let members: JSONObject?
        do { members = try JSONValue(parsing: json).object } catch { throw RemoteKeysError(.invalidDiscovery) }
        guard let members, let name = members["issuer"]?.string else { throw RemoteKeysError(.invalidDiscovery) }
        guard name.utf8.elementsEqual(issuer.utf8) else { throw RemoteKeysError(.issuerMismatch) }
        return members
    }

    /// Where an issuer's document may be: first OpenID Connect Discovery §4.1, then RFC 8414 §3.1, which puts its name
    /// before the issuer's path.
    package static func locations(of issuer: WebURL) -> [WebURL] {
        // Both remove one slash at the end of the issuer.
        let path = issuer.target.hasSuffix("/") ? String(issuer.target.dropLast()) : issuer.target
        return [
            WebURL(issuer, target: path + "/.well-known/openid-configuration"),
            WebURL(issuer, target: "/.well-known/oauth-authorization-server" + path),
        ]
    }
}
#endif
