import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeJOSE
import MapaeStore
import Testing

@Suite("The page of the applications with access")
struct AccessPageTests {
    private static let path = "/oauth/consents"

    @Test("Who is not logged in logs in there, and sees that there is nothing")
    func empty() async throws {
        try await TestSite().test { visitor in
            let login = try await visitor.visit(Self.path)
            #expect(login.status == .ok && login.title == "Log in")
            let wrong = try await visitor.logIn(login, "ada", "wrong")
            #expect(wrong.status == .badRequest && wrong.alert == "The user name or the password is wrong.")
            let page = try await visitor.logIn(wrong)
            #expect(page.status == .ok && page.title == "Applications with access" && page.forms.isEmpty)
            #expect(page.text.contains("logged in as ada") && page.text.contains("No application has access"))
            let korean = try await visitor.send(.get, Self.path, [.acceptLanguage: "ko"])
            #expect(korean.title == "접근 권한이 있는 애플리케이션")
        }
    }

    @Test(
        "It tells who has access, where that leads, to what and since when, and takes it back with all that came of it")
    func withdrawn() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let notes = try await visitor.register(#""client_name":"<Notes>""#)
            let other = try await visitor.register(#""client_name":"Other""#)
            let answer = try await visitor.authorize(notes, scope: "openid read")
            let tokens = try await visitor.redeem(notes, try #require(answer.parameter("code")))
            let refresh = try #require(tokens.member("refresh_token")?.string)
            _ = try await visitor.authorize(other)
            let page = try await visitor.visit(Self.path)
            for text in [
                "<h2>&lt;Notes&gt;</h2>", "client.example.com, com.example.app:", "Read &lt;your&gt; notes",
                "Know who you are", "aria-label=\"Take access away from &lt;Notes&gt;\"", "<h2>Other</h2>",
                "Since 20",
            ] { #expect(page.text.contains(text), "\(text)") }
            let forms = page.forms
            let index = try #require(forms.firstIndex { $0.hidden.contains { $0 == ("client_id", notes.id) } })
            #expect(forms.count == 2)
            // Looking at it has done nothing; the button leads back to what is left.
            #expect(try await site.store.consents(of: "u1").count == 2)
            let left = try await visitor.submit(page, form: index, [])
            #expect(left.status == .ok && left.forms.count == 1 && !left.text.contains("&lt;Notes&gt;"))
            #expect(try await site.store.consents(of: "u1").map(\.clientID) == [other.id])
            let again = try await visitor.token(notes, [("grant_type", "refresh_token"), ("refresh_token", refresh)])
            #expect(again.member("error")?.string == "invalid_grant")
            let asked = try await visitor.visit("/oauth/authorize?\(notes.query(scope: "openid read"))")
            #expect(asked.title == "Allow <Notes>?" && asked.text.contains("href=\"\(Self.path)\""))
            let records = try await site.store.audit(after: 0, limit: 100).map(\.record)
            let record = try #require(records.first { $0.kind == "consent_withdrawn" })
            #expect(record.subject == "u1" && record.actor == "u1" && record.network == "192.0.2.0/24")
            for kind in ["client_registered", "consent_given", "code_issued", "grant_began"] {
                let networks = records.filter { $0.kind == kind }.map(\.network)
                #expect(!networks.isEmpty && networks.allSatisfy { $0 == "192.0.2.0/24" }, "\(kind)")
            }
            // Twice is no fault: the page may be open in two tabs.
            #expect(try await visitor.submit(page, form: index, []).forms.count == 1)
        }
    }

    @Test("A device that was let in stands there too, though nothing is remembered of it")
    func device() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register(#""client_name":"TV""#)
            let begun = try await visitor.post("/oauth/device", client.credentials + [("scope", "openid read")])
            let code = try #require(begun.member("user_code")?.string)
            let entry = try await visitor.logIn(try await visitor.visit("/device"))
            let confirm = try await visitor.submit(entry, [("user_code", code)])
            let done = try await visitor.submit(confirm, [("decision", "yes")])
            #expect(done.text.contains("href=\"\(Self.path)\""))
            let fields = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", try #require(begun.member("device_code")?.string)),
            ]
            #expect(try await visitor.token(client, fields).status == .ok)
            let page = try await visitor.visit(Self.path)
            #expect(page.text.contains("<h2>TV</h2>") && page.text.contains("Read &lt;your&gt; notes"))
            #expect(try await visitor.submit(page, []).forms.isEmpty)
            #expect(try await site.store.sessions(of: "u1").allSatisfy { $0.clientID == nil })
        }
    }

    @Test(
        "C5, C6: without the mark of this page, this browser and this login nothing is taken back",
        arguments: ["none", "other client", "other login", "other site", "login form"])
    func marks(_ kind: String) async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let other = try await visitor.register()
            let login = try await visitor.visit(Self.path)
            _ = try await visitor.authorize(client)
            _ = try await visitor.authorize(other)
            let page = try await visitor.visit(Self.path)
            let mark = { (id: String) in
                page.forms.first { $0.hidden.contains { $0 == ("client_id", id) } }?.hidden.first { $0.0 == "form" }
            }
            var fields = [("client_id", client.id)]
            var headers: HTTPFields = [:]
            switch kind {
            case "other client": fields += [try #require(mark(other.id))]
            case "other login":
                fields += [try #require(mark(client.id))]
                _ = try await site.sessions.endAll(of: "u1")
            case "other site":
                fields += [try #require(mark(client.id))]
                headers[.origin] = "https://evil.example"
            case "login form": fields += login.forms[0].hidden.filter { $0.0 == "form" }
            default: break
            }
            let answer = try await visitor.post(Self.path, fields, headers: headers)
            #expect(answer.status == (kind == "other login" ? .ok : .forbidden))
            #expect(try await site.store.consents(of: "u1").count == 2)
        }
    }

    @Test(
        "Its days are those of the calendar",
        arguments: [
            (0, "1970-01-01"), (951_782_399, "2000-02-28"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
            (1_795_996_799, "2026-11-29"), (4_107_542_400, "2100-03-01"), (253_402_300_799, "9999-12-31"),
        ] as [(Int64, String)])
    func days(_ seconds: Int64, _ day: String) async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            try await site.store.change(consentOf: "u1", for: client.id, recording: []) { _ in
                ConsentRecord(
                    subject: "u1", clientID: client.id, createdAt: seconds, changedAt: seconds, scope: "openid")
            }
            let page = try await visitor.logIn(try await visitor.visit(Self.path))
            #expect(page.text.contains(">Since \(day)<"), "\(page.text)")
        }
    }
}
