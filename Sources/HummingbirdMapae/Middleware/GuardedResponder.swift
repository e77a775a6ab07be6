import HTTPTypes
import Hummingbird
import Mapae

/// Answers a request whose token is good by the route behind it.
///
/// The child context is a parameter of its own: looking up the type `AuthenticatedContext<Parent>` for each request would cost as
/// much as a copy of one.
struct GuardedResponder<Verifier: TokenVerifier, Parent, Child: GuardedContext, Next: HTTPResponder>: HTTPResponder
where Child.Parent == Parent, Next.Context == Child {
    private let verifier: Verifier
    private let requirements: TokenRequirements
    private let next: Next
    /// Checks a token in a header field; `nil` where the verifier may have to wait, or looks elsewhere first.
    private let atOnce: (@Sendable (HTTPFields) throws -> VerifiedToken?)?

    init(_ verifier: Verifier, _ requirements: TokenRequirements, next: Next) {
        self.verifier = verifier
        self.requirements = requirements
        self.next = next
        if let verifier = verifier as? any HeaderVerifier {
            self.atOnce = { headers in try verifier.verify(headers: headers, requirements) }
        } else {
            self.atOnce = nil
        }
    }

    /// Passes the request on with its token, or throws a `TokenError`, which answers by itself.
    func respond(to request: Request, context: Parent) async throws -> Response {
        if let token = try tokenAtOnce(request, context) {
            return try await next.respond(to: request, context: Child(context, token: token))
        }
        // A carrier may have to read the body, and the route must find it again.
        var request = request
        let token: VerifiedToken
        do {
            guard let found = try await verifier.verify(&request, requirements) else { throw TokenError(.missingToken) }
            token = found
        } catch {
            throw verifier.refusal(of: error, context.logger)
        }
        return try await next.respond(to: request, context: Child(context, token: token))
    }

    private func tokenAtOnce(_ request: Request, _ context: Parent) throws -> VerifiedToken? {
        guard let atOnce else { return nil }
        do { return try atOnce(request.headers) } catch { throw verifier.refusal(of: error, context.logger) }
    }
}
