import MapaeJOSE

/// Whether a user has to log in for a request (OpenID Connect Core §3.1.2.3): values in, values out.
struct LoginRules {
    let request: AuthorizationRequest
    let login: UserLogin?
    /// Whether the login was made for this very request.
    let isForRequest: Bool
    /// The user of the request's `id_token_hint`.
    let hintedSubject: String?
    /// How strong logins can be here; empty where that is not said.
    let acrValues: [String]
    let now: NumericDate

    /// Why the user has to log in; `nil` where that is done.
    /// - Throws: ``OAuthError`` `login_required` where the user must not be asked, and where another user has logged in than the
    ///   client expects; `unmet_authentication_requirements` where also a new login is not what the client needs.
    func need() throws(OAuthError) -> LoginPrompt.Reason? {
        // Before whoever is logged in types a password for nothing.
        guard canBeStrongEnough else { throw OAuthError(.unmetAuthenticationRequirements) }
        guard let reason else { return nil }
        guard !request.prompts.contains(.none) else { throw OAuthError(.loginRequired) }
        // Asked once for a request: who has just logged in would do the same again.
        guard isForRequest else { return reason }
        throw OAuthError(reason == .otherUser ? .loginRequired : .unmetAuthenticationRequirements)
    }

    private var reason: LoginPrompt.Reason? {
        guard let login else { return .notLoggedIn }
        if let hintedSubject, !GrantRules.same(hintedSubject, login.subject) { return .otherUser }
        guard wantsSubject(login.subject) else { return .otherUser }
        if !isForRequest {
            if request.prompts.contains(.login) || request.prompts.contains(.selectAccount) { return .wanted }
            if isTooOld(login) { return .tooLongAgo }
        }
        return isStrongEnough(login) ? nil : .tooWeak
    }

    /// OpenID Connect Core §3.1.2.2, §5.5.1: where `claims` names the user, no other will do.
    private func wantsSubject(_ subject: String) -> Bool {
        ((request.claims?.idToken ?? []) + (request.claims?.userInfo ?? [])).allSatisfy { wish in
            !wish.name.utf8.elementsEqual("sub".utf8) || wish.values.isEmpty
                || wish.values.contains { $0.string.map { GrantRules.same(subject, $0) } ?? false }
        }
    }

    /// OpenID Connect Core §3.1.2.1. A `max_age` of zero is the same as `prompt=login`.
    private func isTooOld(_ login: UserLogin) -> Bool {
        guard let maximum = request.maximumAge else { return false }
        let (age, overflows) = now.seconds.subtractingReportingOverflow(login.authTime)
        return maximum == 0 || overflows || age > maximum
    }

    /// OpenID Connect Core §5.5.1.1: an `acr` that is essential has one of the values, or the request fails. Those of `acr_values`
    /// are a wish.
    private func isStrongEnough(_ login: UserLogin) -> Bool {
        neededACRValues.map { values in values.contains { GrantRules.same(login.acr, $0) } } ?? true
    }

    /// Whether the login is strong enough, or a new one can be.
    private var canBeStrongEnough: Bool {
        guard !acrValues.isEmpty, let needed = neededACRValues else { return true }
        return login.map(isStrongEnough) ?? false
            || needed.contains { value in acrValues.contains { GrantRules.same($0, value) } }
    }

    /// The values of which one is needed; `nil` where any will do.
    private var neededACRValues: [String]? {
        let wishes = request.claims?.idToken ?? []
        guard let wish = wishes.first(where: { $0.name.utf8.elementsEqual("acr".utf8) && $0.isEssential }),
            !wish.values.isEmpty
        else { return nil }
        return wish.values.compactMap(\.string)
    }
}
