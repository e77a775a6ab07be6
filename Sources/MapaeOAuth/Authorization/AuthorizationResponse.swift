/// An answer to an authorization request: a code, or an error (RFC 6749 §4.1.2, RFC 9207 §2).
public struct AuthorizationResponse: Sendable, CustomStringConvertible, CustomReflectable {
    /// Where it goes.
    public let address: AnswerAddress
    /// What it says, each parameter once: `code` or `error` and `error_description`, `state`, `iss`.
    public let parameters: [(name: String, value: String)]

    /// The answer with a code.
    /// - Parameters:
    ///   - code: The code.
    ///   - address: Where it goes.
    public init(code: String, to address: AnswerAddress) {
        self.init([("code", code)], address)
    }

    init(error: OAuthError, to address: AnswerAddress) {
        self.init([("error", "\(error.code)"), ("error_description", error.explanation)], address)
    }

    private init(_ parameters: [(name: String, value: String)], _ address: AnswerAddress) {
        self.address = address
        let state = address.state.map { [(name: "state", value: $0)] } ?? []
        self.parameters = parameters + state + [(name: "iss", value: address.issuer)]
    }

    /// Says where it goes, and no code.
    public var description: String { "AuthorizationResponse(\(address.mode.rawValue))" }

    /// Shows what ``description`` does, so that `dump` prints no code.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
