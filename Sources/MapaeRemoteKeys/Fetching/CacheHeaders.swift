#if RemoteKeys
package import NIOHTTP1

/// What an answer's headers say about keeping it (RFC 9111 §5.2), as far as keys are concerned.
package struct CacheHeaders: Sendable, Equatable {
    /// How long the answer is fresh: `max-age` less `Age`, at least zero; `nil` where nothing says it.
    ///
    /// `no-cache` and `no-store` make it zero. `Expires` is not looked at: it needs two wall clocks that agree.
    package var freshness: Duration?
    /// `no-store`: then not even the validator is kept.
    package var isStored = true

    package init(freshness: Duration? = nil, isStored: Bool = true) {
        self.freshness = freshness
        self.isStored = isStored
    }

    /// Reads the headers. A `max-age` that is malformed is none at all, so the answer is stale at once, as RFC 9111 §4.2.1
    /// encourages; of two values the smaller counts.
    package init(_ headers: HTTPHeaders) {
        var maximumAge: Int64?
        var isFresh = true
        for directive in headers[canonicalForm: "cache-control"] {
            let parts = directive.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
            switch parts.first.map({ String(Substring($0)).lowercased() }) {
            case "no-store":
                isStored = false
                isFresh = false
            case "no-cache": isFresh = false
            case "max-age":
                let seconds = parts.count == 2 ? Self.seconds(parts[1]) ?? 0 : 0
                maximumAge = min(seconds, maximumAge ?? seconds)
            default: continue
            }
        }
        let ages = headers["age"]
        // RFC 9111 §5.1: how long the answer has lain in caches between.
        let age = ages.count == 1 ? Self.seconds(ages[0].utf8[...]) ?? 0 : 0
        freshness = isFresh ? maximumAge.map { .seconds(max($0 - age, 0)) } : .zero
    }

    /// Whole seconds, in quotes or not (RFC 9111 §5.2). What no integer holds is as good as for ever (§1.2.2).
    private static func seconds(_ text: Substring.UTF8View) -> Int64? {
        var digits = text
        if digits.count >= 2, digits.first == UInt8(ascii: "\""), digits.last == UInt8(ascii: "\"") {
            digits = digits.dropFirst().dropLast()
        }
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return min(Int64(String(Substring(digits))) ?? .max, 1 << 31)
    }
}
#endif
