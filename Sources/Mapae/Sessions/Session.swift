public import MapaeJOSE
import MapaeStore

/// A login that goes on, or a grant to a client that does, as its user may see it: in a list of the devices that are logged in, say.
public struct Session: Sendable, CustomStringConvertible, CustomReflectable {
    /// The session's id: the `sid` of its tokens.
    public let id: String
    /// Whose it is.
    public let subject: String
    /// When its user logged in.
    public let createdAt: NumericDate
    /// When its tokens were last renewed.
    public let usedAt: NumericDate
    /// When it ends at the latest.
    public let endsAt: NumericDate
    /// What its access tokens allow.
    public let scopes: [String]
    /// Further claims of its tokens.
    public let claims: JSONObject
    /// Whether its user wants to stay logged in when the browser is closed; `nil` when nobody was asked.
    public let isPersistent: Bool?
    /// What its user logged in with, in words for people; `nil` where nobody said.
    public let device: String?
    /// From where its user logged in: the part of the address that tells its network; `nil` where nobody said.
    public let network: String?
    /// The client of an authorization server that its user has granted it to; `nil` for a login of the user's own.
    public let clientID: String?

    /// - Throws: `StoreError` `corrupt` when the stored claims are no JSON object.
    init(_ record: SessionRecord, limits: JSONLimits) throws(StoreError) {
        guard let claims = try? JSONValue(parsing: record.claims, limits: limits).object else {
            throw StoreError(.corrupt, "the claims of a session are no JSON object")
        }
        self.id = record.id
        self.subject = record.subject
        self.createdAt = NumericDate(seconds: record.createdAt)
        self.usedAt = NumericDate(seconds: record.usedAt)
        self.endsAt = NumericDate(seconds: record.endsAt)
        self.scopes = Scope.split(record.scope)
        self.claims = claims
        self.isPersistent = record.isPersistent
        self.device = record.device
        self.network = record.network
        self.clientID = record.clientID
    }

    /// What it grants: return this from a check that changes nothing.
    public var grant: SessionGrant { SessionGrant(scopes: scopes, claims: claims) }

    /// The id only.
    public var description: String { "session \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no claims.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
