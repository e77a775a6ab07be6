#if Server
import MapaeStore

extension KeyRecord {
    /// Whether nothing that it has signed is believed any more.
    func isRetired(at now: Int64) -> Bool { retiresAt.map { $0 <= now } ?? false }

    /// The key with another beginning.
    func signing(from moment: Int64) -> KeyRecord {
        var key = self
        key.signsFrom = moment
        return key
    }

    /// The key with an end.
    func retiring(at moment: Int64) -> KeyRecord {
        var key = self
        key.retiresAt = moment
        return key
    }
}
#endif
