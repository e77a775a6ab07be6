import MapaeJOSE
import Synchronization

/// Tokens that were believed a short while ago, so that the same one again costs a look-up in the place of a signature.
///
/// It says of a text that its signature is right and what its claims are, which never changes, and nothing else: whether the token is
/// believed now is decided anew with each request.
///
/// - A token is found by a few of its bytes, under a random seed, and taken only where *all* its bytes are those of the token that was
///   verified. That is stricter than a digest of it: no two tokens share an entry, whatever anyone computes.
/// - Only believed tokens enter, so who has none cannot fill it, and only when they come a second time: most of what a token that
///   comes once would cost is to push another one out.
/// - It has 4,096 places for tokens of at most 2 KiB, four for each set. What comes to a full set pushes out the last one, and each
///   use brings a token one place to the front: no more than four places are looked at.
/// - Nobody waits for a lock. Who finds one taken verifies the signature.
final class VerificationCache: Sendable, CustomReflectable {
    /// The most bytes of a token that is kept. With its claims it takes less than three times as many, so that a full cache takes
    /// 6 MiB with tokens of usual size, and never more than 24.
    static let maximumBytes = 2048
    /// How many tokens are kept.
    static let capacity = shardCount * setsInShard * ways
    /// Shorter texts are no tokens of ours.
    private static let minimumBytes = 32
    private static let shardCount = 32
    private static let setsInShard = 32
    private static let ways = 4

    private let shards: [Shard]
    private let seed: (UInt64, UInt64)

    init() {
        shards = (0..<Self.shardCount).map { _ in Shard() }
        var generator = SystemRandomNumberGenerator()
        seed = (generator.next(), generator.next())
    }

    /// What is known of a token with exactly these bytes; `nil` where nothing is.
    /// - Parameters:
    ///   - token: The token's text.
    ///   - now: The present moment. What has ended by it is let go.
    func entry(of token: Span<UInt8>, at now: NumericDate) -> Entry? {
        guard let hash = hash(of: token) else { return nil }
        let place = Self.place(of: hash)
        let entry = shards[place.shard].places.withLockIfAvailable { places in
            Self.take(hash, from: place.start, of: &places, now)
        }
        guard let entry, let entry else { return nil }
        let text = entry.text
        return Self.areEqual(token, text.span) ? entry : nil
    }

    /// Keeps a token that has been believed just now, if it is not for the first time in a while.
    /// - Parameters:
    ///   - token: The token's text.
    ///   - content: What it says.
    ///   - retiresAt: From when on its key checks nothing any more.
    ///   - end: From when on nobody believes it.
    ///   - now: The present moment.
    func keep(
        _ token: Span<UInt8>, _ content: VerifiedToken.Content, retiresAt: NumericDate?, until end: NumericDate,
        at now: NumericDate
    ) {
        let end = min(end, retiresAt ?? end)
        guard now < end, let hash = hash(of: token) else { return }
        let place = Self.place(of: hash)
        let shard = shards[place.shard]
        guard shard.seen.withLockIfAvailable({ Self.note(hash, in: &$0) }) == true else { return }
        let new = Place(hash: hash, entry: Entry(token, content, retiresAt: retiresAt, end: end))
        // What goes is let go of behind the lock: to free it takes longer than all that is done under it.
        let old = shard.places.withLockIfAvailable { Self.put(new, at: place.start, of: &$0, now) }
        _ = old
    }

    /// Shows nothing: whoever reads a token can use it.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// How many tokens are kept, for tests.
    var count: Int {
        shards.reduce(0) { sum, shard in sum + shard.places.withLock { $0.count { $0.entry != nil } } }
    }
}

// MARK: - Places

extension VerificationCache {
    /// A token that was verified. It holds what opens routes, so nothing may print it.
    final class Entry: Sendable, CustomReflectable {
        fileprivate let text: [UInt8]
        let content: VerifiedToken.Content
        let retiresAt: NumericDate?
        fileprivate let end: NumericDate

        fileprivate init(
            _ token: Span<UInt8>, _ content: VerifiedToken.Content, retiresAt: NumericDate?, end: NumericDate
        ) {
            // A copy: the request's field, whose part the token is, may be far longer.
            self.text = unsafe token.withUnsafeBufferPointer { unsafe Array($0) }
            self.content = content
            self.retiresAt = retiresAt
            self.end = end
        }

        var customMirror: Mirror { Mirror(self, children: []) }
    }

    private struct Place: Sendable {
        var hash: UInt64 = 0
        var entry: Entry?
    }

    private final class Shard: Sendable {
        /// Empty before the first token.
        let places = Mutex<[Place]>([])
        /// A part of the hashes of the tokens that were believed last.
        let seen = Mutex<[UInt32]>([])
    }

    private static func place(of hash: UInt64) -> (shard: Int, start: Int) {
        let number = Int(truncatingIfNeeded: hash >> 1) & (shardCount * setsInShard - 1)
        return (number % shardCount, number / shardCount * ways)
    }

    /// Looks for a token in its set, and moves it one place to the front.
    private static func take(_ hash: UInt64, from start: Int, of places: inout [Place], _ now: NumericDate) -> Entry? {
        guard !places.isEmpty else { return nil }
        for index in start..<(start + ways) where places[index].hash == hash {
            guard let entry = places[index].entry else { return nil }
            guard now < entry.end else {
                places[index] = Place()
                return nil
            }
            if index > start { places.swapAt(index, index - 1) }
            return entry
        }
        return nil
    }

    /// Notes that a token was believed.
    /// - Returns: Whether it was before, and few others since. Where another one passes for it, it is kept a little early.
    private static func note(_ hash: UInt64, in seen: inout [UInt32]) -> Bool {
        if seen.isEmpty { seen = Array(repeating: 0, count: setsInShard * ways) }
        // Other bits than those that choose the shard and the set.
        let index = Int(truncatingIfNeeded: hash >> 16) & (seen.count - 1)
        let mark = UInt32(truncatingIfNeeded: hash >> 32)
        if seen[index] == mark { return true }
        seen[index] = mark
        return false
    }

    /// Puts a token to the front of its set.
    /// - Returns: What goes.
    private static func put(
        _ new: Place, at start: Int, of places: inout [Place], _ now: NumericDate
    ) -> Entry? {
        if places.isEmpty { places = Array(repeating: Place(), count: setsInShard * ways) }
        // The same token, which another thread has put here meanwhile; one that has ended; else the last one.
        let gone =
            (start..<(start + ways)).first { index in
                guard let entry = places[index].entry else { return true }
                return places[index].hash == new.hash || now >= entry.end
            } ?? start + ways - 1
        let old = places[gone].entry
        var index = gone
        while index > start {
            places.swapAt(index, index - 1)
            index -= 1
        }
        places[start] = new
        return old
    }
}

// MARK: - Bytes

extension VerificationCache {
    /// A number that tells tokens apart well enough to look for them: of the last characters, which are the signature's and so as
    /// good as random. Who can make signatures with equal ends makes tokens that push each other out, and no more.
    /// - Returns: Never zero; `nil` for what is not kept.
    private func hash(of token: Span<UInt8>) -> UInt64? {
        guard token.count >= Self.minimumBytes, token.count <= Self.maximumBytes else { return nil }
        let (high, low) = unsafe token.withUnsafeBytes { bytes in
            let end = bytes.count - 16
            return unsafe (Self.word(bytes, at: end) ^ seed.0).multipliedFullWidth(
                by: Self.word(bytes, at: end + 8) ^ seed.1)
        }
        return (high ^ low) | 1
    }

    /// Whether two texts have the same bytes. It takes as long wherever they differ, so that nobody can find a token byte by byte.
    private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count, left.count >= minimumBytes else { return false }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                var difference: UInt64 = 0
                var index = 0
                let last = left.count - 8
                while index < last {
                    unsafe difference |= word(left, at: index) ^ word(right, at: index)
                    index += 8
                }
                // The last word overlaps the one before it.
                unsafe difference |= word(left, at: last) ^ word(right, at: last)
                return difference == 0
            }
        }
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }
}
