#if Server
import MapaeJOSE
import MapaeStore

extension KeySchedule {
    /// The ring of a moment: the key that signs tokens, and all others, which check until they retire. Those that are
    /// to sign later are there too, so that they are published.
    /// - Parameters:
    ///   - keys: The keys of the store.
    ///   - now: The present.
    ///   - open: Opens a key.
    /// - Returns: `nil` where no key can sign.
    func ring(
        _ keys: [KeyRecord], at now: Int64, _ open: (KeyRecord) throws -> SigningKey
    ) throws -> KeyRing? {
        guard let signer = signer(of: line(of: policy.signing, in: keys), at: now) else { return nil }
        // All servers in one order: then they publish the same bytes, under one tag.
        let others = keys.inOrderOfCreation.filter { !$0.hasID(signer.id) }
        return try KeyRing(
            signing: open(signer),
            checking: others.map { key in
                KeyRing.Member(
                    try open(key).verificationKey, retiresAt: key.retiresAt.map { NumericDate(seconds: $0) })
            })
    }
}
#endif
