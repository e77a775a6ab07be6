import MapaeStore

/// Whether a user has to agree to a request (OpenID Connect Core §3.1.2.4): values in, values out.
enum ConsentRules {
    /// Whether the user has to be asked.
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - client: Who asks.
    ///   - remembered: What the user has allowed that client before.
    static func isNeeded(
        _ request: AuthorizationRequest, _ client: Client, remembered: ConsentRecord?
    ) -> Bool {
        if request.prompts.contains(.consent) || canBeImpersonated(client, request.address.target) { return true }
        if leadsElsewhere(client, request.address.target) { return true }
        // OpenID Connect Core §11: nobody works for a user who is away unless that user knows.
        let isTrusted = client.isFirstParty && !request.scopes.contains(ScopeList.offlineAccess)
        return !isTrusted && !covers(remembered, request)
    }

    /// RFC 8252 §8.6, OAuth 2.1 §7.3.1: of a client that shows nothing, at an address that any program on the device can take,
    /// nobody knows that it is the same as before.
    private static func canBeImpersonated(_ client: Client, _ target: RedirectTarget) -> Bool {
        client.isPublic && target.kind != .https
    }

    /// draft-ietf-oauth-client-id-metadata-document-02 §8.1, §8.4:
    /// what is known of such a client is the document's host. An answer that goes to another may go to somebody
    /// who has got hold of the document since the user agreed.
    private static func leadsElsewhere(_ client: Client, _ target: RedirectTarget) -> Bool {
        guard client.isOfDocument else { return false }
        return !(DocumentAddress(client.id, allowsLoopback: true)?.isAtSameHost(target.text) ?? false)
    }

    /// Single claims are not remembered, so that they are asked for each time.
    private static func covers(_ remembered: ConsentRecord?, _ request: AuthorizationRequest) -> Bool {
        guard let remembered, UserClaims.beyond(request.scopes, request.claims).isEmpty else { return false }
        let scopes = words(remembered.scope)
        let resources = words(remembered.resources)
        // Without a resource the token is for the server itself or what it names instead: another thing than any resource.
        guard request.resources.isEmpty == resources.isEmpty else { return false }
        return request.scopes.values.allSatisfy { contains(scopes, $0) }
            && request.resources.allSatisfy { contains(resources, $0.text) }
    }

    /// What the user allows from now on: what was allowed before for the same resources, and what is asked for. For other resources
    /// it takes the place of what was allowed, so that nobody has what was never allowed together.
    static func adding(
        _ scopes: ScopeList, _ resources: [ResourceIndicator], to old: ConsentRecord?, subject: String,
        clientID: String, at now: Int64
    ) -> ConsentRecord {
        let texts = resources.map(\.text)
        let before = words(old?.resources ?? "")
        let isSame = before.count == texts.count && texts.allSatisfy { contains(before, $0) }
        return ConsentRecord(
            subject: subject, clientID: clientID, createdAt: old?.createdAt ?? now, changedAt: now,
            scope: joined(isSame ? old?.scope : nil, scopes.values), resources: joined(nil, texts))
    }

    /// The most words that are remembered. A client whose scopes change all the time must not make its record grow.
    private static let maximumWords = 128

    private static func joined(_ old: String?, _ new: [String]) -> String {
        let kept = words(old ?? "").filter { !contains(new, $0) }
        return (kept.suffix(max(0, maximumWords - new.count)) + new).joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    private static func contains(_ words: [String], _ word: String) -> Bool {
        words.contains { $0.utf8.elementsEqual(word.utf8) }
    }
}
