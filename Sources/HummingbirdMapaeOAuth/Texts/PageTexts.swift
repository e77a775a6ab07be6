/// What the pages say, in one language.
struct PageTexts: Sendable {
    // Login
    let logIn: String
    let logInFor: @Sendable (_ client: String) -> String
    let username: String
    let password: String
    let cancel: String
    let wrongPassword: String
    let tooManyAttempts: @Sendable (_ seconds: Int64) -> String
    let again: String
    let otherUser: String
    // Consent
    let consentTitle: @Sendable (_ client: String) -> String
    let unchecked: String
    let documentHost: @Sendable (_ host: String) -> String
    let toThisDevice: String
    let loggedInAs: @Sendable (_ user: String) -> String
    let wants: String
    let wantsClaims: String
    let wantsResources: String
    let leadsTo: @Sendable (_ address: String) -> String
    let allow: String
    let deny: String
    // Device
    let deviceTitle: String
    let deviceAdvice: String
    let deviceCode: String
    let next: String
    let unknownCode: String
    let deviceConfirmTitle: @Sendable (_ client: String) -> String
    let deviceCompare: String
    let deviceWarning: String
    let deviceAllowed: String
    let deviceDenied: String
    // Access
    let accessTitle: String
    let accessAdvice: String
    let accessNone: String
    let accessSince: @Sendable (_ day: String) -> String
    let accessScopes: String
    let accessResources: String
    let accessWithdraw: String
    let accessWithdrawFrom: @Sendable (_ client: String) -> String
    let accessLater: String
    // Logout
    let logoutTitle: String
    let logoutAdvice: @Sendable (_ client: String) -> String
    let logOut: String
    let stay: String
    let loggedOut: String
    let stillLoggedIn: String
    // Others
    let errorTitle: String
    let errorAdvice: String
    let pageTooOld: String
    let tryLater: String
    let sendTitle: String
    let sendAdvice: @Sendable (_ address: String) -> String
    let proceed: String
    let privacyPolicy: String
    let terms: String
    /// What the scopes of OpenID Connect mean.
    let scopes: [(name: String, text: String)]

    /// The texts of a language.
    static func of(_ language: PageLanguage) -> PageTexts {
        switch language {
        case .english: english
        case .korean: korean
        }
    }
}
