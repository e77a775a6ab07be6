#if Server
import MapaeOAuth

extension MasterKey {
    /// The initial access token of those who may register clients (RFC 7591 §3). It needs no place of its own, and dies with the
    /// master key.
    func registrationToken() -> ClientSecret? { ClientSecret(randomBytes: derived("mapae client registration")) }
}
#endif
