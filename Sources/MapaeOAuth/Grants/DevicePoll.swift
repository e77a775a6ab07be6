import Mapae
import MapaeJOSE
import MapaeStore

/// What becomes of a device's request when the device asks for its tokens (RFC 8628 §3.4, §3.5): values in, values out.
struct DevicePoll: Sendable {
    /// What has become of a request.
    enum Outcome: Sendable {
        /// The user has agreed, and nothing has changed yet.
        case worth(DeviceCodeRecord, subject: String, GrantedAuthorization, login: SessionRecord?)
        /// The grant has begun.
        case begun
        case refused(OAuthError)
    }

    typealias Found = (request: DeviceCodeRecord, context: GrantContext)?
    typealias Change = GrantChange<DeviceCodeFate, Outcome>

    let client: Client
    let now: NumericDate

    /// How much longer a device has to wait that asks too early, in seconds (RFC 8628 §3.5).
    static let slowdown: Int64 = 5
    /// The longest that a device has to wait, in seconds: longer than any request lives makes no difference.
    static let longestInterval: Int64 = 3600

    /// Decides.
    /// - Parameters:
    ///   - found: The request as it is stored.
    ///   - beginning: What begins of it; `nil` to look only.
    func decide(_ found: Found, beginning: GrantEffects? = nil) -> Change {
        // RFC 6749 §5.2: another client's code changes nothing.
        guard let (request, context) = found, GrantRules.same(request.clientID, client.id.text), context.hasClient
        else { return refusal(OAuthError(.invalidGrant)) }
        guard now.seconds < request.endsAt else { return refusal(OAuthError(.expiredToken)) }
        switch DeviceCodeState(name: request.state) {
        case .pending: return wait(request)
        case .denied: return refusal(OAuthError(.accessDenied))
        case .approved: return approved(request, context, beginning)
        case nil: return refusal(OAuthError(.serverError))
        }
    }

    private func refusal(_ error: OAuthError) -> Change { GrantChange(.keep, outcome: .refused(error)) }

    private func wait(_ request: DeviceCodeRecord) -> Change {
        var request = request
        let isEarly = isEarly(request)
        if isEarly { request.interval = min(max(request.interval, 0) + Self.slowdown, Self.longestInterval) }
        request.askedAt = now.milliseconds
        return GrantChange(
            .put(request), outcome: .refused(OAuthError(isEarly ? .slowDown : .authorizationPending)))
    }

    /// Whether the device has asked less than its interval ago. After a clock was set back the first question heals that.
    private func isEarly(_ request: DeviceCodeRecord) -> Bool {
        guard let askedAt = request.askedAt else { return false }
        let interval = min(max(request.interval, 0), Self.longestInterval) * 1000
        return now.milliseconds - askedAt < interval
    }

    private func approved(_ request: DeviceCodeRecord, _ context: GrantContext, _ beginning: GrantEffects?) -> Change {
        guard let subject = request.subject, let decision = request.decision,
            let authorization = try? DeviceDecision.authorization(decision)
        else { return refusal(OAuthError(.serverError)) }
        do {
            try GrantRules.checkUser(
                epoch: request.epoch, loginID: request.loginID, subject: subject, context, at: now)
        } catch { return refusal(error) }
        guard let beginning else {
            return GrantChange(
                .keep, outcome: .worth(request, subject: subject, authorization, login: context.login))
        }
        // With it goes its last use: there is nothing that a second one could be given.
        return GrantChange(.remove, beginning, outcome: .begun)
    }
}
