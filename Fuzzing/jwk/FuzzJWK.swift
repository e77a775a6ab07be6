import FuzzSupport
import MapaeJOSE

/// Keys and sets of keys in JSON: what is read is written and read again as the same key.
/// - Returns: Zero, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJWK(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    let text = String(decoding: bytes, as: UTF8.self)
    if let key = try? VerificationKey(jwk: text) { KeyProperties.check(key) }
    if let key = try? SigningKey(jwk: text) {
        Property.check((try? VerificationKey(jwk: text)) == nil, "a private key passes for a public one")
        KeyProperties.check(key)
    }
    if let set = try? JWKSet(parsing: bytes) {
        let again = Property.require("a written set is read") { try JWKSet(parsing: set.serialized()) }
        Property.check(again.skipped == 0 && again.keys.count == set.keys.count, "a written set has lost keys")
        for key in set.keys { KeyProperties.check(key) }
        if !set.keys.isEmpty { _ = Property.require("a set makes a verifier") { try JWSVerifier(keys: set.keys) } }
    }
    if let set = try? PrivateJWKSet(parsing: bytes) {
        let again = Property.require("a written set is read") { try PrivateJWKSet(parsing: set.privateSerialized()) }
        Property.check(again.keys.count == set.keys.count, "a written set has lost keys")
    }
    return 0
}
