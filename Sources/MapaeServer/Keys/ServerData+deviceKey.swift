#if Server
import Crypto
import MapaeAccounts

extension ServerData {
    /// The key of the tokens by which devices are known again, derived from the master key (RFC 5869): it needs no place of its
    /// own, and dies with the master key. Call it when the signing keys have been opened, with which the master key comes.
    func deviceKey() throws -> [UInt8] {
        let master = try MasterKey.load(directory.masterKey, mayCreate: false)
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master.key, info: Array("mapae known devices".utf8),
            outputByteCount: KnownDevices.minimumKeyBytes)
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}
#endif
