import Mapae
import MapaeJOSE
import MapaeStore

/// What becomes of a device's request when a user looks at it, and when the user decides (RFC 8628 §3.3): values in, values out.
///
/// | the request is | then |
/// |---|---|
/// | unknown, expired, decided, or another user's | nothing changes, and it is said that there is none |
/// | nobody's yet | it becomes the user's who looks at it |
/// | this user's | it can be decided, once |
struct DeviceDeciding: Sendable {
    typealias Found = (request: DeviceCodeRecord, context: GrantContext)?
    /// What was decided about; `nil` for nothing.
    typealias Change = GrantChange<DeviceCodeFate, DeviceCodeRecord?>

    let login: UserLogin
    let now: NumericDate

    /// Makes a request the user's.
    func claim(_ found: Found) -> Change {
        guard var request = open(found) else { return GrantChange(.keep, outcome: nil) }
        if request.subject != nil { return GrantChange(.keep, outcome: request) }
        request.subject = login.subject
        return GrantChange(.put(request), outcome: request)
    }

    /// Decides about a request.
    /// - Parameters:
    ///   - found: The request as it is stored.
    ///   - isAllowed: Whether the device is let in.
    ///   - recording: What the audit log gets.
    func decide(_ found: Found, isAllowed: Bool, _ recording: (String) -> AuditRecord?) -> Change {
        // Only who has looked at it: the page has told that user what it is.
        guard var request = open(found), request.subject != nil,
            let details = try? DeviceRequestDetails(request.details)
        else { return GrantChange(.keep, outcome: nil) }
        request.state = (isAllowed ? DeviceCodeState.approved : .denied).rawValue
        request.loginID = login.sessionID
        request.epoch = login.epoch
        if isAllowed {
            request.decision = DeviceDecision.json(
                GrantedAuthorization(scopes: details.scopes, resources: details.resources, login: login))
        }
        let records = recording(request.clientID).map { [$0] } ?? []
        return GrantChange(.put(request), GrantEffects(records: records), outcome: request)
    }

    private func open(_ found: Found) -> DeviceCodeRecord? {
        guard let (request, context) = found, context.hasClient, now.seconds < request.endsAt,
            DeviceCodeState(name: request.state) == .pending,
            request.subject == nil || GrantRules.same(request.subject, login.subject)
        else { return nil }
        return request
    }
}
