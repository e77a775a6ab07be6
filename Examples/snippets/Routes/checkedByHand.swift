import HTTPTypes
import Mapae

// snippet.byhand
/// Decides on a request without any web framework: all that is looked at is its head.
func visitor(of request: HTTPRequest, _ auth: TokenAuthority) async throws -> String {
    var request = request
    let token = try await auth.verify(&request, TokenRequirements([.scope("horses")]).optional)
    return token?.subject ?? "nobody"
}
// snippet.end

// snippet.byhand.token
/// Decides on a token alone. Nothing waits, and nothing is asked.
func bearer(of text: String, _ auth: TokenAuthority) throws(TokenError) -> String {
    try auth.verify(text, .fresh).subject
}
// snippet.end

// snippet.byhand.late
/// Says who held a token, also when it has expired.
func holder(of text: String, _ auth: TokenAuthority) throws(TokenError) -> String {
    switch try auth.authenticate(text, .anyType) {
    case .current(let token): token.subject
    case .expired(let token): "\(token.subject), whose token has expired"
    }
}
// snippet.end
