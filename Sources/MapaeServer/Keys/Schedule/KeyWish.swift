#if Server
import MapaeJOSE

/// What somebody wants beside the schedule.
enum KeyWish: Sendable {
    /// A new key for an algorithm.
    /// - Parameter atOnce: Whether it signs at once; else it is published for a while before.
    case rotate(JWSAlgorithm, atOnce: Bool)
    /// That nothing which the key of an id has signed is believed any more.
    case revoke(String)
}
#endif
