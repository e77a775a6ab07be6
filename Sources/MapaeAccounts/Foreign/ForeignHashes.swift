/// The kinds of imported hashes that are checked, and what checking one has been seen to cost.
///
/// An imported hash takes its own time, Werkzeug's three to fifteen times that of Argon2id. If only users with such a hash
/// took it, the time of a failed login would tell that they exist. So each failed login pays for one hash of every cost
/// that was met since the start, whoever it is for.
final class ForeignHashes: Sendable {
    /// One more cost is not paid for: a failed login must stay bounded work. Two releases of Werkzeug have one each.
    static let maximumCosts = 4

    /// A hash that is paid for: with which kind it is checked.
    private struct Price: Sendable {
        let kind: ForeignPasswordHash
        let decoy: String
    }

    private let kinds: [ForeignPasswordHash]
    private let prices = Monitor<[Price]>([])

    init(_ kinds: [ForeignPasswordHash]) {
        self.kinds = kinds
    }

    /// Whether a text is a hash of one of the kinds.
    func contains(_ hash: String) -> Bool {
        kinds.contains { $0.recognizes(hash) }
    }

    /// Checks a password with the kind that knows the hash, and remembers the cost.
    /// - Returns: Whether it is the password, and the cost that was paid; nil when no kind knows the hash.
    func check(
        _ password: TypedPassword, against hash: String
    ) throws(AccountError) -> (isRight: Bool, paid: String)? {
        for kind in kinds {
            guard let decoy = kind.decoy(for: hash) else { continue }
            remember(Price(kind: kind, decoy: decoy))
            for candidate in password.candidates(imported: true) where try kind.check(candidate, against: hash) {
                return (true, decoy)
            }
            return (false, decoy)
        }
        return nil
    }

    /// Pays for hashes of every cost that was met, but for the one that was paid already.
    func payForNothing(_ password: TypedPassword, but paid: String? = nil) throws(AccountError) {
        for price in prices.withLock({ $0 }) where !Self.isEqual(price.decoy, paid) {
            for candidate in password.candidates(imported: true) {
                _ = try price.kind.check(candidate, against: price.decoy)
            }
        }
    }

    private func remember(_ price: Price) {
        prices.withLock { prices in
            guard prices.count < Self.maximumCosts, !prices.contains(where: { Self.isEqual($0.decoy, price.decoy) })
            else { return }
            prices.append(price)
        }
    }

    private static func isEqual(_ left: String, _ right: String?) -> Bool {
        right.map { left.utf8.elementsEqual($0.utf8) } ?? false
    }
}
