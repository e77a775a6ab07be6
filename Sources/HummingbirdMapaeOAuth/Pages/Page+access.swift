import MapaeOAuth

extension Page {
    /// An application that has access, and the form that takes it back.
    struct Access {
        let client: Client
        let access: ClientAccess
        let form: PageForm
    }

    /// The page on which a user sees which applications have access.
    func access(_ entries: [Access], user: String?, _ scopeTexts: [ScopeText], alert: String?) -> String {
        html(texts.accessTitle) { html in
            self.alert(&html, alert)
            if let user { html.element("p", texts.loggedInAs(user)) }
            html.element("p", entries.isEmpty ? texts.accessNone : texts.accessAdvice)
            for entry in entries {
                html.element("section") { self.write(entry, scopeTexts, &$0) }
            }
        }
    }

    private func write(_ entry: Access, _ scopeTexts: [ScopeText], _ html: inout HTMLWriter) {
        let name = Self.name(entry.client.metadata.display, entry.client.id, at: entry.client.documentHost)
        html.element("h2", name)
        // A name is what anybody calls itself; where answers go was compared byte by byte.
        let places = Self.places(entry.client)
        html.element("p", [("class", "quiet")], places.isEmpty ? entry.client.id.text : places.joined(separator: ", "))
        if let day = CalendarDay.text(entry.access.since) {
            html.element("p", [("class", "quiet")], texts.accessSince(day))
        }
        list(&html, texts.accessScopes, entry.access.scopes.map { scope($0, scopeTexts) })
        list(&html, texts.accessResources, entry.access.resources)
        entry.form.write(&html) { html in
            // Read out alone, one button is as good as another.
            html.element(
                "button", [("class", "second"), ("aria-label", texts.accessWithdrawFrom(name))], texts.accessWithdraw)
        }
    }

    /// Where an application's answers go, each place once.
    private static func places(_ client: Client) -> [String] {
        var places: [String] = []
        for place in client.metadata.redirectURIs.map(\.place)
        where !places.contains(where: { $0.utf8.elementsEqual(place.utf8) }) {
            places.append(place)
        }
        return places
    }

    /// That what is allowed now can be taken back, and where.
    func accessLink(_ html: inout HTMLWriter) {
        html.element("p", [("class", "quiet")]) { html in
            html.text(texts.accessLater + " ")
            // In another tab, so that the question stays.
            html.element(
                "a", [("href", consents), ("target", "_blank"), ("rel", "noopener noreferrer")], texts.accessTitle)
        }
    }
}
