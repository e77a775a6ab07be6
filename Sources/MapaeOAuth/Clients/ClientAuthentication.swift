import Mapae

/// What a request presents to show which client sent it (RFC 6749 §2.3, RFC 7523 §2.2). Nothing of it is believed yet.
public enum ClientAuthentication: Sendable, CustomStringConvertible, CustomReflectable {
    /// Only a `client_id`.
    case none(ClientID)
    /// A secret in `Authorization: Basic`.
    case secretBasic(ClientID, secret: String)
    /// A secret in the body.
    case secretPost(ClientID, secret: String)
    /// A signed assertion, and the `client_id` where the body has one.
    case assertion(ClientID?, text: String)

    /// The type of assertion that is taken (RFC 7523 §2.2).
    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// The method that was used.
    public var method: ClientAuthenticationMethod {
        switch self {
        case .none: .none
        case .secretBasic: .secretBasic
        case .secretPost: .secretPost
        case .assertion: .privateKeyJWT
        }
    }

    /// The client that it is said to be; `nil` where only the assertion says it.
    public var clientID: ClientID? {
        switch self {
        case .none(let id), .secretBasic(let id, _), .secretPost(let id, _): id
        case .assertion(let id, _): id
        }
    }

    /// The method, and nothing that was presented.
    public var description: String { "ClientAuthentication(\(method.rawValue))" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
