@testable import MapaeAccounts

/// A foreign kind of hashes for tests, which notes what is paid: `kind:cost$password`.
struct ForeignFake: Sendable {
    struct Fault: Error {}

    let kind: String
    private let log = Notes<String>()

    init(_ kind: String) {
        self.kind = kind
    }

    /// The costs of the hashes that were computed.
    var paid: [String] { log.all }

    func forget() { log.clear() }

    func hash(_ password: String, cost: String = "1") -> String { "\(kind):\(cost)$\(password)" }

    /// A password of this text makes the check fail.
    static let unhashable = "no memory for this"

    var foreign: ForeignPasswordHash {
        let (kind, log) = (kind, log)
        return ForeignPasswordHash(
            decoy: { hash in
                let parts = hash.split(separator: "$", maxSplits: 1, omittingEmptySubsequences: false)
                return parts.count == 2 && parts[0].hasPrefix("\(kind):") ? "\(parts[0])$nobody" : nil
            },
            check: { password, hash in
                let parts = hash.split(separator: "$", maxSplits: 1, omittingEmptySubsequences: false)
                log.add(String(parts[0]))
                if String(decoding: password, as: UTF8.self) == Self.unhashable { throw Fault() }
                return parts[1].utf8.elementsEqual(String(decoding: password, as: UTF8.self).utf8)
            })
    }
}
