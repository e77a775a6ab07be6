#if RemoteKeys
/// No keys can be had, and none that were had may still be believed.
struct Unavailable: Error, Sendable {
    /// When it is worth asking again.
    let retryAfter: Duration
}
#endif
