import MapaeOAuth

extension Page {
    /// The page on which a user types the code of a device (RFC 8628 §3.3).
    func deviceCode(_ code: String?, alert: String?, _ form: PageForm) -> String {
        html(texts.deviceTitle) { html in
            html.element("p", texts.deviceAdvice)
            self.alert(&html, alert)
            form.write(&html) { html in
                html.element("label", [("for", "user_code")], texts.deviceCode)
                html.void(
                    "input",
                    [
                        ("id", "user_code"), ("name", "user_code"), ("value", code ?? ""), ("required", ""),
                        ("class", "code"), ("autocomplete", "off"), ("autocapitalize", "characters"),
                        ("spellcheck", "false"), ("maxlength", "32"),
                    ] + Self.invalid(alert != nil))
                html.element("button", texts.next)
            }
        }
    }

    /// The page that says that a device was let in, and where that can be taken back.
    func deviceAllowed() -> String { html(texts.deviceAllowed) { accessLink(&$0) } }

    /// The page on which a user lets a device in. It warns (RFC 8628 §5.4).
    func device(_ prompt: DevicePrompt, user: String?, _ scopeTexts: [ScopeText], _ form: PageForm) -> String {
        html(texts.deviceConfirmTitle(Self.name(prompt.display, prompt.clientID))) { html in
            html.element("p", texts.deviceCompare)
            html.element("p", [("class", "code")], prompt.userCode)
            html.element("p", [("class", "alert")], texts.deviceWarning)
            html.element("p", [("class", "quiet")], texts.unchecked)
            if let user { html.element("p", texts.loggedInAs(user)) }
            list(&html, texts.wants, prompt.scopes.values.map { scope($0, scopeTexts) })
            list(&html, texts.wantsResources, prompt.resources.map(\.text))
            form.write(&html) { decision(&$0, yes: texts.allow, no: texts.deny) }
        }
    }
}
