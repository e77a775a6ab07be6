/// The rules for where the answer goes and for what must hold before anything else is read. One function each.
enum AuthorizationRules {
    /// The longest `state` that is given back, in bytes. It travels in a `Location`, tripled where it needs escapes.
    static let maximumStateBytes = 2048

    /// Where the answer goes. OpenID Connect wants the address named always, OAuth where there are several
    /// (OpenID Connect Core §3.1.2.1, RFC 6749 §3.1.2.3).
    /// - Throws: ``OAuthError`` that must be told on a page.
    static func address(
        _ parameters: Parameters, _ client: Client, issuer: String
    ) throws(OAuthError) -> AnswerAddress {
        guard !parameters.isRepeated("redirect_uri") else {
            throw OAuthError(.invalidRequest, "The redirect_uri is repeated.")
        }
        let target = try RedirectTarget(
            requested: parameters["redirect_uri"], registered: client.metadata.redirectURIs,
            isRequired: asksForOpenID(parameters))
        return AnswerAddress(
            target: target, mode: mode(parameters, target) ?? .query,
            state: parameters["state"].flatMap { isState($0) ? $0 : nil }, issuer: issuer)
    }

    private static func asksForOpenID(_ parameters: Parameters) -> Bool {
        (parameters["scope"] ?? "").utf8.split(separator: UInt8(ascii: " "))
            .contains { $0.elementsEqual(ScopeList.openID.utf8) }
    }

    /// The mode that is asked for, `query` being the default of `code`; `nil` for one that is not offered here.
    private static func mode(_ parameters: Parameters, _ target: RedirectTarget) -> ResponseMode? {
        guard let mode = ResponseMode(name: parameters["response_mode"] ?? "query"), mode.reaches(target.kind) else {
            return nil
        }
        return mode
    }

    /// OAuth 2.0 Multiple Response Type Encoding Practices §2.1: only the listed pairs of type and mode.
    static func checkResponseMode(_ parameters: Parameters, _ target: RedirectTarget) throws(OAuthError) {
        guard mode(parameters, target) != nil else {
            throw OAuthError(.invalidRequest, "The response_mode must be query, or form_post for an http address.")
        }
    }

    private static func isState(_ state: String) -> Bool {
        state.utf8.count <= maximumStateBytes && hasNoControls(state)
    }

    /// RFC 6749 §4.1.1, §10.12: a state is given back byte by byte or refused, never changed.
    static func checkState(_ parameters: Parameters) throws(OAuthError) {
        guard parameters["state"].map(isState) ?? true else {
            throw OAuthError(
                .invalidRequest, "The state is longer than \(maximumStateBytes) bytes, or has control characters.")
        }
    }

    /// OpenID Connect Core §6, §7.2.1, §3.1.2.6; RFC 9101 §10.4: nothing is fetched that a stranger names, and no
    /// parameter is taken out of what nobody has signed. A `request_uri` of a pushed request is replaced by its
    /// parameters before this.
    static func checkRequestObjects(_ parameters: Parameters) throws(OAuthError) {
        if parameters["request"] != nil { throw OAuthError(.requestNotSupported) }
        if parameters["request_uri"] != nil { throw OAuthError(.requestURINotSupported) }
        if parameters["registration"] != nil { throw OAuthError(.registrationNotSupported) }
    }

    /// RFC 9126 §5, §6.
    static func checkPushed(
        _ client: Client, _ policy: AuthorizationPolicy, _ wasPushed: Bool
    ) throws(OAuthError) {
        guard wasPushed || !(client.metadata.requiresPushedRequests || policy.requiresPushedRequests) else {
            throw OAuthError(.invalidRequest, "This client has to push its authorization requests.")
        }
    }

    /// RFC 6749 §3.1.1; RFC 9700 §2.1.2: `code` and nothing else, so that no token ever stands in an address.
    static func checkResponseType(_ parameters: Parameters) throws(OAuthError) {
        guard let type = parameters["response_type"] else {
            throw OAuthError(.invalidRequest, "The response_type is missing.")
        }
        guard type.utf8.elementsEqual("code".utf8) else { throw OAuthError(.unsupportedResponseType) }
    }

    static func hasNoControls(_ text: String) -> Bool {
        // C1 controls too, which some terminals and readers of logs obey.
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
