import MapaeJOSE
import MapaeStore

extension AccessToken {
    /// The claims of a JWT (RFC 9068 §2.2).
    func claims(issuer: String) -> JSONObject {
        var object: JSONObject = ["iss": .string(issuer), "sub": .string(subject), "aud": writtenAudience]
        object["exp"] = .integer(expiresAt)
        object["client_id"] = .string(clientID)
        object["sid"] = grantID.map { .string($0) }
        object["jti"] = tokenID.map { .string($0) }
        for member in commonMembers.members { object[member.name] = member.value }
        return object
    }

    /// What is stored of an opaque token, beside what has a column of its own.
    var stored: [UInt8] {
        var object: JSONObject = ["sub": .string(subject), "aud": .array(audience.map { .string($0) })]
        for member in commonMembers.members { object[member.name] = member.value }
        return StoredMembers.json(object)
    }

    /// RFC 7519 §4.1.3: one name as a text, several as a list.
    var writtenAudience: JSONValue {
        audience.count == 1 ? .string(audience[0]) : .array(audience.map { .string($0) })
    }

    /// What both have, and an introspection tells (RFC 7662 §2.2).
    var commonMembers: JSONObject {
        var object: JSONObject = ["iat": .integer(issuedAt)]
        object["scope"] = scopes.isEmpty ? nil : .string(scopes.description)
        object["auth_time"] = authTime.map { .integer($0) }
        object["acr"] = acr.map { .string($0) }
        object["amr"] = StoredMembers.list(amr)
        object["cnf"] = keyThumbprint.map { ["jkt": .string($0)] }
        return object
    }

    /// The claims of a JWT of this server's whose signature, issuer and times are right.
    /// - Returns: `nil` for claims that this server does not write.
    init?(_ claims: ClaimSet) {
        guard let members = try? claims.object(), let subject = claims.subject, !subject.isEmpty,
            let clientID = members["client_id"]?.string, let expiresAt = claims.expirationTime,
            let tokenID = claims.tokenID, !tokenID.isEmpty, !claims.audience.isEmpty
        else { return nil }
        self.init(
            members, subject: subject, clientID: clientID, audience: claims.audience, grantID: claims.sessionID,
            expiresAt: expiresAt.seconds, tokenID: tokenID)
    }

    /// What was stored of an opaque token.
    /// - Throws: `StoreError` `corrupt`.
    init(_ record: OpaqueTokenRecord) throws(StoreError) {
        guard let members = try? JSONValue(parsing: record.claims).object, let subject = members["sub"]?.string,
            let audience = members["aud"]?.array?.compactMap(\.string), !audience.isEmpty,
            let token = AccessToken(
                members, subject: subject, clientID: record.clientID, audience: audience, grantID: record.grantID,
                expiresAt: record.endsAt, tokenID: nil)
        else { throw StoredMembers.corrupt }
        self = token
    }

    private init?(
        _ members: JSONObject, subject: String, clientID: String, audience: [String], grantID: String?,
        expiresAt: Int64, tokenID: String?
    ) {
        guard let issuedAt = members["iat"]?.integer else { return nil }
        var scopes = ScopeList.none
        if let value = members["scope"] {
            guard let text = value.string, let read = try? ScopeList(parsing: text) else { return nil }
            scopes = read
        }
        var thumbprint: String?
        if let confirmation = members["cnf"] {
            // Bound to something that is not known here is not the same as not bound.
            guard let text = confirmation.object?["jkt"]?.string else { return nil }
            thumbprint = text
        }
        self.init(
            subject: subject, clientID: clientID, scopes: scopes, audience: audience, grantID: grantID,
            authTime: members["auth_time"]?.integer, acr: members["acr"]?.string,
            amr: members["amr"]?.array?.compactMap(\.string) ?? [], keyThumbprint: thumbprint, issuedAt: issuedAt,
            expiresAt: expiresAt, tokenID: tokenID)
    }
}
