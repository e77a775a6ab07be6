#if Server
import Crypto
import MapaeOAuth

extension MasterKey {
    /// A key for one purpose, derived from the master key (RFC 5869): the same for all processes that have the master key.
    func derived(_ purpose: StaticString) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array(purpose.description.utf8), outputByteCount: 32)
        return unsafe derived.withUnsafeBytes { unsafe Array($0) }
    }

    /// The initial access token of those who may register clients (RFC 7591 §3). It needs no place of its own, and dies with the
    /// master key.
    func registrationToken() -> ClientSecret? { ClientSecret(randomBytes: derived("mapae client registration")) }
}
#endif
