import HummingbirdMapae

/// A token made to order: `{"kind": "access", "fresh": true, "ago": 0}`.
struct Wish: Decodable {
    /// `access` or `refresh`.
    let kind: String
    /// Whether it is fresh for good.
    let fresh: Bool
    /// For how many seconds it is fresh instead.
    let freshSeconds: Int64?
    /// How many seconds it lives.
    let lifetime: Int64
    /// How many seconds ago it was made.
    let ago: Int64

    var isRefresh: Bool { kind == "refresh" }

    /// A clock that is behind by so many seconds.
    var clock: TokenClock {
        let ago = Duration.seconds(-ago)
        return TokenClock { TokenClock.system.now().advanced(by: ago) }
    }
}
