import Mapae
import MapaeJOSE
import MapaeStore

/// What becomes of an authorization code when a client comes with it (RFC 6749 §4.1.2, §4.1.3): values in, values out.
///
/// | the code is | then |
/// |---|---|
/// | unknown, expired, or another client's | refused; nothing changes |
/// | used | what came of it ends: it is in more than one hand |
/// | with another address, verifier or key | refused, and used up: whoever has it is not who asked for it |
/// | of a user whose sessions or login have ended | refused |
/// | right | exchanged, once |
struct CodeRedemption: Sendable {
    /// What has become of a code.
    enum Outcome: Sendable {
        /// It is right, and nothing has changed yet.
        case worth(CodeRecord, CodeDetails, login: SessionRecord?)
        /// It was used, and the grant has begun.
        case begun
        /// It was used before. The grant that came of it has ended now, where there was one.
        case reused(grant: SessionRecord?)
        case refused(OAuthError)
    }

    typealias Found = (code: CodeRecord, context: GrantContext)?
    typealias Change = GrantChange<CodeFate, Outcome>

    let request: AuthorizationCodeRequest
    let client: Client
    /// The thumbprint of the key that the request has shown.
    let keyThumbprint: String?
    let now: NumericDate
    /// Until when a used code is remembered.
    let keptUntil: Int64
    let rules: RefreshRotation.Rules
    let recording: @Sendable (OAuthEvent) -> AuditRecord?

    /// Decides.
    /// - Parameters:
    ///   - found: The code as it is stored.
    ///   - beginning: What begins of it; `nil` to look only.
    func decide(_ found: Found, beginning: GrantEffects? = nil) -> Change {
        guard let (code, context) = found, GrantRules.same(code.clientID, client.id.text), context.hasClient else {
            return refusal(OAuthError(.invalidGrant))
        }
        if code.usedAt != nil { return reuse(code, context) }
        guard now.seconds < code.endsAt else { return refusal(OAuthError(.invalidGrant)) }
        guard let details = try? CodeDetails(code.details) else { return refusal(OAuthError(.serverError)) }
        do { try checkHolder(details) } catch { return GrantChange(use, outcome: .refused(error)) }
        do {
            try GrantRules.checkUser(
                epoch: code.epoch, loginID: code.loginID, subject: code.subject, context, at: now)
        } catch { return refusal(error) }
        guard let beginning else { return GrantChange(.keep, outcome: .worth(code, details, login: context.login)) }
        return GrantChange(use, beginning, outcome: .begun)
    }

    private var use: CodeFate { .use(at: now.seconds, keptUntil: keptUntil) }

    private func refusal(_ error: OAuthError) -> Change { GrantChange(.keep, outcome: .refused(error)) }

    /// RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 9449 §10: whoever has the code is who asked for it.
    private func checkHolder(_ details: CodeDetails) throws(OAuthError) {
        try request.checkRedirectURI(details.redirectURI, wasRequested: details.redirectURIWasRequested)
        try CodeChallenge.check(details.challenge, against: request.verifier)
        try GrantRules.checkKey(details.dpopThumbprint, presented: keyThumbprint)
    }

    /// RFC 6749 §4.1.2, §10.5; RFC 9700 §4.5: the code was seen by somebody else, before or now.
    private func reuse(_ code: CodeRecord, _ context: GrantContext) -> Change {
        // Where nothing is left to end nothing is written: else whoever keeps an old code could fill the log.
        guard let grant = context.grant, GrantRules.same(grant.clientID, code.clientID) else {
            return GrantChange(.keep, outcome: .reused(grant: nil))
        }
        let event = OAuthEvent(
            .codeReused, at: now, clientID: code.clientID, grantID: grant.id, subject: grant.subject)
        let effects = GrantEffects(
            endingID: grant.id, revocations: [grant.revocation(at: now, rules)],
            records: recording(event).map { [$0] } ?? [])
        return GrantChange(.keep, effects, outcome: .reused(grant: grant))
    }
}
