#if Server
package import MapaeJOSE
package import MapaeOAuth
import MapaeStore

/// A client as an operator sees it: no secret, and no digest of one.
package struct ClientView: Sendable {
    /// The client.
    package let client: Client
    /// When it was added or has registered itself, in seconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64

    /// - Throws: `StoreError` `corrupt`.
    init(_ record: ClientRecord) throws {
        client = try Client(record)
        createdAt = record.createdAt
    }

    /// Its members for programs: those of a registration's answer (RFC 7591 §3.2.1), and what the server has settled.
    /// - Throws: `JOSEError` `invalid_key` when the cryptographic library does not give a key's numbers.
    package func json() throws -> JSONObject {
        var json: JSONObject = ["client_id": .string(client.id.text), "client_id_issued_at": .integer(createdAt)]
        for member in try client.metadata.members().members { json[member.name] = member.value }
        json["token_format"] = .string(client.tokenFormat.rawValue)
        json["require_pkce"] = .bool(client.requiresPKCE || client.isPublic)
        json["first_party"] = .bool(client.isFirstParty)
        if client.isOfDocument { json["metadata_document"] = true }
        json["secrets"] = .integer(Int64(client.secrets.count))
        if !client.resources.isEmpty { json["resources"] = .array(client.resources.map { .string($0.text) }) }
        return json
    }
}
#endif
