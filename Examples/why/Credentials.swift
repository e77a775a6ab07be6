import Foundation
import Hummingbird

/// A name and a password.
struct Credentials: Codable, Sendable {
    let username, password: String

    init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    /// Reads `Authorization: Basic`, which is base64 of `name:password` (RFC 7617).
    init?(basic headers: HTTPFields) {
        guard let value = headers[.authorization], value.hasPrefix("Basic "),
            let bytes = Data(base64Encoded: String(value.dropFirst("Basic ".count)))
        else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1)
        guard parts.count == 2 else { return nil }
        self.init(username: String(Substring(parts[0])), password: String(Substring(parts[1])))
    }

    /// The value of `Authorization: Basic`. Base64 hides nothing: whoever sees the header has the password.
    var basic: String { "Basic " + Data("\(username):\(password)".utf8).base64EncodedString() }
}
