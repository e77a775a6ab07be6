/// What the user is to be asked (OpenID Connect Core §3.1.2.1).
public enum Prompt: String, Sendable, Hashable, CaseIterable {
    /// Nothing at all.
    case none
    /// To log in, although there is a session.
    case login
    /// To consent, although that was done before.
    case consent
    /// To choose an account.
    case selectAccount = "select_account"

    /// Reads the parameter `prompt`.
    /// - Throws: ``OAuthError`` `invalid_request` for an unknown word, and for `none` beside another.
    static func requested(in parameters: Parameters) throws(OAuthError) -> Set<Prompt> {
        guard let text = parameters["prompt"] else { return [] }
        var prompts: Set<Prompt> = []
        for word in text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            guard let prompt = allCases.first(where: { $0.rawValue.utf8.elementsEqual(word) }) else {
                throw OAuthError(.invalidRequest, "A word of prompt is not none, login, consent or select_account.")
            }
            prompts.insert(prompt)
        }
        guard !prompts.contains(.none) || prompts.count == 1 else {
            throw OAuthError(.invalidRequest, "The prompt none goes with no other.")
        }
        return prompts
    }
}
