import Synchronization

/// What one authority checks with while its keys can change: the present ring, and a cache of that ring alone.
///
/// A cache is never emptied and used on: who has looked at the old ring when it changed would put a token into it that
/// the new ring does not believe.
final class LiveVerification: Sendable {
    /// A ring and what has been believed with it.
    struct Present: Sendable {
        let keys: LiveKeys
        let cache: VerificationCache?
    }

    private let source: LiveKeyRing
    private let caches: Bool
    private let last: Mutex<Present>

    init(_ source: LiveKeyRing, caches: Bool) {
        self.source = source
        self.caches = caches
        self.last = Mutex(Present(keys: source.present, cache: caches ? VerificationCache() : nil))
    }

    /// The same keys, and another cache.
    func another() -> LiveVerification { LiveVerification(source, caches: caches) }

    var present: Present {
        let keys = source.present
        return last.withLock { last in
            if last.keys !== keys { last = Present(keys: keys, cache: caches ? VerificationCache() : nil) }
            return last
        }
    }
}
