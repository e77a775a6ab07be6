/// What a client shows with each request: a header field.
struct Proof: Sendable {
    let name: String
    let value: String
    /// How long it works for whoever steals it, in seconds; `nil` for as long as nobody changes it.
    let seconds: Int?
}
