import Synchronization

/// A store that forgets when the process ends: for tests, and for programs that need no more.
public final class MemoryStore: OAuthStore, KeyStore {
    /// A text as its UTF-8 bytes: dictionary keys must not merge names that only look or fold alike.
    typealias Key = [UInt8]

    /// One lock for all of it, as one step may change a user, its sessions and the audit log.
    let state = Mutex(MemoryState())

    /// Creates an empty store.
    public init() {}
}
