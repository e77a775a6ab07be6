/// Why an authorization request is refused, and where that is told.
public struct AuthorizationError: Error, Sendable, CustomStringConvertible {
    /// Where an error is told.
    public enum Place: Sendable, Hashable {
        /// To the user, on a page: there is no address that could be trusted (RFC 6749 §4.1.2.1, RFC 9700 §4.11.2).
        case page
        /// To the client, at its address.
        case client(AnswerAddress)
    }

    /// What is wrong.
    public let error: OAuthError
    /// Where it is told.
    public let place: Place

    /// An error that is told on a page.
    init(onPage error: OAuthError) {
        self.error = error
        place = .page
    }

    /// An error of a request whose client and address are trusted. A code that no redirect can have is told on a page.
    public init(_ error: OAuthError, to address: AnswerAddress) {
        self.error = error
        place = error.code.row.isRedirected ? .client(address) : .page
    }

    /// The answer for the client; `nil` for an error that is told on a page.
    public var response: AuthorizationResponse? {
        guard case .client(let address) = place else { return nil }
        return AuthorizationResponse(error: error, to: address)
    }

    /// The code and the explanation.
    public var description: String { error.description }
}
