import MapaeStore

/// An access token that is ready to be given out.
struct IssuedAccessToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// Its text.
    let text: String
    /// What it says.
    let content: AccessToken
    /// What has to be stored before it is given out; `nil` for a JWT.
    let row: OpaqueTokenRecord?

    /// The same as a list, for a store.
    var rows: [OpaqueTokenRecord] { row.map { [$0] } ?? [] }

    /// That it is one, and nothing of it.
    var description: String { "IssuedAccessToken" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
