import MapaeStore

@testable import MapaeAccounts

/// A hasher that notes what it is asked for. Its hashes are the password itself behind a version, so tests can read
/// them; the version stands for the parameters.
final class CountingHasher: PasswordHashing {
    /// One paid hash: how many bytes went in, and at which parameters.
    struct Paid: Equatable, Sendable {
        let bytes: Int
        let version: String
    }

    private let version: String
    private let log = Notes<Paid>()

    init(version: String = "v2") {
        self.version = version
    }

    var paid: [Paid] { log.all }

    func forget() { log.clear() }

    func hash(_ password: [UInt8]) throws(AccountError) -> String {
        log.add(Paid(bytes: password.count, version: version))
        return text(password)
    }

    func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool {
        let parts = phc.split(separator: "$", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw AccountError(.malformedHash) }
        log.add(Paid(bytes: password.count, version: String(parts[0])))
        return parts[1].utf8.elementsEqual(String(decoding: password, as: UTF8.self).utf8)
    }

    func needsRehash(_ phc: String) throws(AccountError) -> Bool { !phc.hasPrefix(version + "$") }

    func decoy() -> String { text(Array("no password is this one".utf8)) }

    private func text(_ password: [UInt8]) -> String { version + "$" + String(decoding: password, as: UTF8.self) }
}
