/// What has come of telling a client of a logout (OpenID Connect Back-Channel Logout §2.8).
enum LogoutOutcome: Sendable, Hashable {
    /// The client has logged its user out.
    case told
    /// The client has said that it does not: telling it again would change nothing.
    case refused
    /// The client wants to be told no more: it has no address for it, or is gone.
    case unwanted
    /// It has answered something else, or nobody has (`nil`).
    case failed(status: Int?)
    /// Nothing was sent, for a reason of this server's own.
    case unsent

    /// What an answer means. A redirect is none: the address that was registered is the one that is told.
    /// - Parameter status: The status of the answer.
    init(status: Int) {
        switch status {
        // §2.8: frameworks make 204 of a 200 without a body.
        case 200, 204: self = .told
        case 400: self = .refused
        default: self = .failed(status: status)
        }
    }
}
