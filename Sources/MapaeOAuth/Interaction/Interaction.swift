import MapaeJOSE

/// A request whose user is being asked, as its ticket holds it.
///
/// The ticket holds what was sent, which is checked again each time: a client that was removed meanwhile gets nothing.
struct Interaction: Sendable {
    /// What was sent, or pushed.
    var parameters: Parameters
    /// When that was, in seconds since 1970-01-01T00:00:00Z.
    var startedAt: Int64
    /// Whether the client has pushed it (RFC 9126).
    var wasPushed = false
    /// The login that the user has made for it; `nil` before.
    private(set) var loginID: String?
    /// What it is called: another name after each login that was made for it, so that each of them counts once.
    private(set) var id = RandomBytes.identifier()

    init(_ parameters: Parameters, startedAt: Int64, wasPushed: Bool = false) {
        self.parameters = parameters
        self.startedAt = startedAt
        self.wasPushed = wasPushed
    }

    /// Reads what a ticket holds.
    /// - Returns: `nil` for what no ticket of this server holds.
    init?(_ json: [UInt8]) {
        guard let object = try? JSONValue(parsing: json).object, let text = object["request"]?.string,
            let startedAt = object["at"]?.integer, let wasPushed = object["pushed"]?.bool,
            let id = object["id"]?.string,
            // What was checked when it came may be longer in its escapes now.
            let parameters = try? Parameters(
                parsing: text.utf8, repeatable: [ResourceIndicator.parameter], limits: PushedRequestURI.storedLimits)
        else { return nil }
        self.parameters = parameters
        self.startedAt = startedAt
        self.wasPushed = wasPushed
        self.loginID = object["login"]?.string
        self.id = id
    }

    /// Notes that the user has logged in for it.
    mutating func note(_ login: UserLogin) {
        loginID = login.sessionID
        id = RandomBytes.identifier()
    }

    var json: [UInt8] {
        var object: JSONObject = [
            "request": .string(parameters.text()), "at": .integer(startedAt), "pushed": .bool(wasPushed),
            "id": .string(id),
        ]
        object["login"] = loginID.map { .string($0) }
        return (try? JSONValue.object(object).serialized()) ?? []
    }
}
