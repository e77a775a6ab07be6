#if Server
import Crypto
import MapaeAccounts
import MapaeJOSE

extension MasterKey {
    /// Reads a key as files and the environment hold it: 32 bytes in base64url.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        self.init(key: SymmetricKey(data: bytes))
    }

    /// The key of the tokens by which devices are known again, derived from the master key (RFC 5869): it needs no
    /// place of its own, and dies with the master key.
    func deviceKey() -> [UInt8] { derived("mapae known devices", bytes: KnownDevices.minimumKeyBytes) }

    /// A key for one purpose, derived from the master key (RFC 5869): the same for all processes that have the master key.
    func derived(_ purpose: StaticString, bytes: Int = 32) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array(purpose.description.utf8), outputByteCount: bytes)
        return unsafe derived.withUnsafeBytes { unsafe Array($0) }
    }

    /// Nothing of it.
    var description: String { "a master key" }

    /// Shows what ``description`` does.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
#endif
