/// A request to log a user out whose every parameter has been checked (OpenID Connect RP-Initiated Logout §2).
struct LogoutRequest: Sendable {
    /// The client, where the request says it.
    let client: Client?
    /// The ID token that names the user.
    let hint: IDTokenHint?
    /// Where the browser is led afterwards.
    let target: RedirectURI?
    /// What that address gets back.
    let state: String?
    /// The languages of the user, the best first.
    let locales: [String]

    /// The client's address with the state in its query.
    var location: String? {
        guard let target else { return nil }
        guard let state else { return target.text }
        var query = QueryWriter()
        query.append("state", state)
        return RedirectLocation.appending(query.text, to: target.text)
    }

    /// Whether the hint is of the login that is to end: the same user, at the same time. Then the client is one that the user has
    /// logged in to, and need not be asked about.
    func names(_ login: UserLogin) -> Bool {
        guard let hint else { return false }
        return GrantRules.same(hint.subject, login.subject) && hint.authTime == login.authTime
    }
}
