/// This machine's own addresses in the only spellings that RFC 8252 §7.3 names.
enum LoopbackHost {
    static let literals = ["127.0.0.1", "[::1]"]

    /// `localhost` is none: it is a name (RFC 8252 §8.3). Nor is another spelling of the same address.
    static func isLiteral(_ host: some Collection<UInt8>) -> Bool {
        literals.contains { host.elementsEqual($0.utf8) }
    }

    /// The same with `localhost`, for addresses that this server itself asks: it looks that name up nowhere.
    static func isNamed(_ host: some Collection<UInt8>) -> Bool {
        isLiteral(host) || host.elementsEqual("localhost".utf8)
    }
}
