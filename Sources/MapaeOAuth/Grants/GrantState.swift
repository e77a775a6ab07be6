import MapaeJOSE
import MapaeStore

/// What a grant is, as the claims of its session hold it.
struct GrantState: Sendable, Hashable {
    /// What the user has agreed to.
    var authorization: GrantedAuthorization
    /// The login in which that was, also where the grant outlives it.
    var loginID: String?
    /// The thumbprint of the key that its refresh tokens are bound to (RFC 9449 §5); `nil` for none.
    var keyThumbprint: String?
    /// What the marks of its refresh tokens are made with.
    var refreshKey: [UInt8]

    init(authorization: GrantedAuthorization, loginID: String?, keyThumbprint: String?) {
        self.authorization = authorization
        self.loginID = loginID
        self.keyThumbprint = keyThumbprint
        self.refreshKey = RandomBytes.make(RefreshToken.keyBytes)
    }

    var json: [UInt8] {
        var object = authorization.members
        object["login"] = loginID.map { .string($0) }
        object["jkt"] = keyThumbprint.map { .string($0) }
        object["refresh_key"] = .string(Base64URL.encode(refreshKey))
        return StoredMembers.json(object)
    }

    /// - Throws: `StoreError` `corrupt`.
    init(_ record: SessionRecord) throws(StoreError) {
        let stored = try StoredMembers(record.claims)
        authorization = try GrantedAuthorization(stored)
        loginID = try stored.text("login")
        keyThumbprint = try stored.text("jkt")
        refreshKey = try stored.required(stored.text("refresh_key").flatMap { Base64URL.decode($0) })
    }
}
