extension Page {
    /// What a login page has to say.
    struct Login {
        /// What the user logs in for; `nil` for nothing but itself.
        var client: String?
        /// Why, where that is not plain.
        var reason: String?
        /// What was wrong with the attempt before.
        var alert: String?
        /// What the field for the name holds.
        var username: String?
        var form: PageForm
        /// The form that turns the client's request down.
        var cancelling: PageForm?
    }

    /// The page on which a user logs in.
    func login(_ login: Login) -> String {
        html(login.client.map(texts.logInFor) ?? texts.logIn) { html in
            if let reason = login.reason { html.element("p", reason) }
            alert(&html, login.alert)
            login.form.write(&html) { html in
                html.element("label", [("for", "username")], texts.username)
                html.void(
                    "input",
                    [
                        ("id", "username"), ("name", "username"), ("value", login.username ?? ""), ("required", ""),
                        ("autocomplete", "username"), ("autocapitalize", "none"), ("spellcheck", "false"),
                    ] + Self.invalid(login.alert != nil))
                html.element("label", [("for", "password")], texts.password)
                html.void(
                    "input",
                    [
                        ("id", "password"), ("name", "password"), ("type", "password"), ("required", ""),
                        ("autocomplete", "current-password"),
                    ] + Self.invalid(login.alert != nil))
                html.element("button", texts.logIn)
            }
            login.cancelling?.write(&html) { html in
                html.element("button", [("name", "decision"), ("value", Self.no), ("class", "second")], texts.cancel)
            }
        }
    }
}
