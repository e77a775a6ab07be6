import MapaeOAuth

extension Page {
    /// The page on which a user agrees to what a client asks for.
    func consent(
        _ prompt: ConsentPrompt, user: String?, _ scopeTexts: [ScopeText], alert: String?, _ form: PageForm
    ) -> String {
        html(texts.consentTitle(Self.name(prompt.display, prompt.clientID, at: prompt.documentHost))) { html in
            self.alert(&html, alert)
            html.element("p", [("class", "quiet")], texts.unchecked)
            document(&html, at: prompt.documentHost, prompt.target)
            if let user { html.element("p", texts.loggedInAs(user)) }
            list(&html, texts.wants, prompt.scopes.values.map { scope($0, scopeTexts) })
            list(&html, texts.wantsClaims, prompt.claims)
            list(&html, texts.wantsResources, prompt.resources.map(\.text))
            form.write(&html) { decision(&$0, yes: texts.allow, no: texts.deny) }
            html.element("p", [("class", "quiet")], texts.leadsTo(prompt.target.text))
            accessLink(&html)
            links(&html, prompt.display)
        }
    }
}
