import MapaeOAuth

extension Page {
    /// The page that asks whether a logout is meant.
    func logout(_ prompt: LogoutPrompt, alert: String?, _ form: PageForm) -> String {
        html(texts.logoutTitle) { html in
            self.alert(&html, alert)
            if let id = prompt.clientID {
                html.element("p", texts.logoutAdvice(Self.name(prompt.display, id, at: prompt.documentHost)))
            }
            form.write(&html) { decision(&$0, yes: texts.logOut, no: texts.stay) }
        }
    }

    /// A page that says one thing.
    func message(_ text: String) -> String { html(text) { _ in } }

    /// The page that says what is wrong, in words that who runs the client can look up.
    func error(_ error: OAuthError) -> String {
        html(texts.errorTitle) { html in
            html.element("p", texts.errorAdvice)
            html.element("p", [("class", "alert"), ("role", "alert")]) { html in
                html.element("code", "\(error.code)")
                html.text(" ")
                html.element("span", [("lang", "en")], error.explanation)
            }
        }
    }

    /// The page whose form brings an answer to the client (Form Post Response Mode §2). Where no script runs the user presses the
    /// button.
    func sending(_ fields: [(name: String, value: String)], to action: String, script: String) -> String {
        html(texts.sendTitle) { html in
            html.element("p", texts.sendAdvice(action))
            PageForm(action: action, hidden: fields).write(&html) { $0.element("button", texts.proceed) }
            html.element("script", [("src", script), ("defer", "")]) { _ in }
        }
    }
}
