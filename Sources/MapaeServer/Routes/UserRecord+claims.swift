#if Server
import HummingbirdMapae
import MapaeStore

extension UserRecord {
    /// What the tokens say of the user beside `sub`: the name, as OpenID Connect Core §5.1 calls it.
    var tokenClaims: JSONObject { ["preferred_username": .string(username)] }
}

extension VerifiedToken {
    /// The user's name when the token was issued.
    var username: String? { claims["preferred_username"]?.string }
}
#endif
