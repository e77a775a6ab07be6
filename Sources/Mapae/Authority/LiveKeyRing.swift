public import MapaeJOSE
import Synchronization

/// Keys that can change while they are in use: for a server that rotates and revokes them without a new start.
///
/// ```swift
/// let keys = try LiveKeyRing(KeyRing(signing: old))
/// let auth = try TokenAuthority(liveKeys: keys, policy: policy)
/// keys.replace(by: try keys.ring.rotated(to: new, retiringAt: lastDeath))
/// ```
///
/// Each check and each signature takes one ring as a whole: what was asked before a change is answered with the old
/// ring, what is asked after it with the new one. What was remembered of tokens that the old ring has believed goes
/// with that ring, so a key that is left out counts no more from the next check on.
public final class LiveKeyRing: Sendable {
    private let keys: Mutex<LiveKeys>

    /// Creates it with the keys of the present.
    /// - Parameter ring: One that signs, and those that check.
    public init(_ ring: KeyRing) { self.keys = Mutex(LiveKeys(ring)) }

    /// The keys of the present.
    public var ring: KeyRing { present.ring }

    /// Puts other keys in the place of the present ones, for all authorities that have been made of this.
    /// - Parameter ring: The keys from now on.
    public func replace(by ring: KeyRing) {
        let next = LiveKeys(ring)
        let former = keys.withLock { keys in
            defer { keys = next }
            return keys
        }
        // Let go of behind the lock.
        _ = former
    }

    var present: LiveKeys { keys.withLock { $0 } }
}
