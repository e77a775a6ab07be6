#if Server
import MapaeAccounts
import MapaeJOSE

/// One line of a file of users: `{"username": "ada", "password_hash": "scrypt:…"}`.
struct UserLine: Sendable {
    /// Why a line cannot be imported, in words that follow its number. None holds what the line holds.
    enum Refusal: Error, Hashable {
        case tooLong
        case notAnObject
        case username
        case hash
        case sameName(asLine: Int)
        case taken

        var text: String {
            switch self {
            case .tooLong: "is longer than \(UserLine.maximumBytes) bytes"
            case .notAnObject: "is not a JSON object of the two texts 'username' and 'password_hash' alone"
            case .username: "has a name that no user can have"
            case .hash: "has a password hash of no kind that can be checked here"
            case .sameName(let line): "has the name of line \(line)"
            case .taken: "has the name of a user that there is already"
            }
        }
    }

    /// The longest line, in bytes: the two values within their limits take less than a tenth of it.
    static let maximumBytes = 4096

    /// The line's number, from 1.
    let number: Int
    /// The name in its canonical form.
    let username: String
    /// The hash, of a kind that a login can check.
    let hash: String

    /// Parses a line without its end.
    init(_ bytes: ArraySlice<UInt8>, number: Int) throws(Refusal) {
        guard bytes.count <= Self.maximumBytes else { throw .tooLong }
        guard let value = try? JSONValue(parsing: Array(bytes), limits: JSONLimits(depth: 1, members: 2)),
            let object = value.object, object.members.count == 2, let username = object["username"]?.string,
            let hash = object["password_hash"]?.string
        else { throw .notAnObject }
        guard let username = try? Username(username) else { throw .username }
        // What could not be checked at the login is refused now, while the one who brings it is there to hear it.
        guard
            (try? Argon2Hash(parsing: hash)) != nil || ForeignPasswordHash.all.contains(where: { $0.recognizes(hash) })
        else { throw .hash }
        self.number = number
        self.username = username.canonical
        self.hash = hash
    }
}
#endif
