import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Requests in progress, sealed")
struct TicketTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("O58: they are in no store; nobody reads them, and nobody makes or changes one")
    func seal() async throws {
        let client = try await bench.client("c1")
        let ticket = try await bench.authorize(client, "&nonce=very-secret", login: nil).ticket
        let bytes = try #require(Base64URL.decode(ticket))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[index] ^= 1
            let step = await bench.server.proceed(Base64URL.encode(changed), login: nil)
            #expect(step.pageError?.code == .invalidRequest, "\(index)")
        }
        let other = try OAuthBench()
        try await other.client("c1")
        for bad in ["", "x", ticket + "A", String(ticket.dropLast(4)), String(repeating: "A", count: 400_000)] {
            #expect(await bench.server.proceed(bad, login: nil).pageError?.code == .invalidRequest)
        }
        // Each process has a secret of its own unless told; what is for a logout is for nothing else.
        #expect(await other.server.proceed(ticket, login: nil).pageError?.code == .invalidRequest)
        let logout = try bench.server.logoutTicket(for: "client_id=c1".utf8)
        #expect(await bench.server.proceed(logout, login: nil).pageError?.code == .invalidRequest)
    }

    @Test("They are good for as long as the settings say, and not a second longer")
    func lifetime() async throws {
        let client = try await bench.client("c1")
        let ticket = try await bench.authorize(client, login: nil).ticket
        bench.time.advance(by: .seconds(1799))
        #expect(await bench.server.proceed(ticket, login: nil).login != nil)
        // Looking at it does not make it younger.
        let again = try await bench.server.proceed(ticket, login: nil).ticket
        bench.time.advance(by: .seconds(1))
        for ticket in [ticket, again] {
            #expect(await bench.server.proceed(ticket, login: nil).pageError?.code == .invalidRequest)
            #expect(throws: OAuthError(.invalidRequest)) { try bench.server.checkTicket(ticket) }
            #expect(throws: OAuthError(.invalidRequest)) {
                try bench.server.ticket(
                    ticket, after: UserLogin(subject: "u1", sessionID: nil, epoch: 0, authTime: 0))
            }
        }
    }

    @Test("With a secret of the settings they are good for each process that has it")
    func secret() async throws {
        let secret = Array(repeating: UInt8(9), count: 32)
        let one = try OAuthBench(settings: { $0.interactionSecret = secret })
        let two = try OAuthBench(settings: { $0.interactionSecret = secret })
        let client = try await one.client("c1")
        try await two.client("c1")
        let ticket = try await one.authorize(client, login: nil).ticket
        #expect(await two.server.proceed(ticket, login: nil).login != nil)
        #expect(one.server.formMark(["a", "b"]) == two.server.formMark(["a", "b"]))
        #expect(throws: OAuthSettingsError(.weakSecret)) {
            try OAuthBench(settings: { $0.interactionSecret = Array(repeating: 9, count: 31) })
        }
    }

    @Test("What was sent comes back as it was, whatever its characters")
    func content() throws {
        let text = "a=%C3%A9+%26%3D&b=&a=2&resource=x&resource=y&c=%F0%9F%90%8E"
        let parameters = try Parameters(parsing: text.utf8, repeatable: ["resource"])
        var interaction = Interaction(parameters, startedAt: 5, wasPushed: true)
        let id = interaction.id
        interaction.note(UserLogin(subject: "u1", sessionID: "login", epoch: 0, authTime: 0))
        #expect(interaction.id != id)
        let read = try #require(Interaction(interaction.json))
        #expect(read.parameters.pairs.map(\.name) == ["a", "b", "a", "resource", "resource", "c"])
        #expect(read.parameters.pairs.map(\.value) == ["é &=", "", "2", "x", "y", "🐎"])
        #expect(
            read.startedAt == 5 && read.wasPushed && read.loginID == "login" && read.id == interaction.id
                && read.parameters.isRepeated("a"))
        for bad in [
            "", "{}", "[]", #"{"request":"a=1","at":1}"#, #"{"request":"a=1","at":1,"pushed":true}"#,
            #"{"request":"%","at":1,"pushed":true}"#,
        ] {
            #expect(Interaction(Array(bad.utf8)) == nil)
        }
    }

    @Test("C6: the mark of a form is of all its parts, in their order and each with its length")
    func marks() {
        let server = bench.server
        let mark = server.formMark(["a", "b"])
        #expect(server.isFormMark(mark, of: ["a", "b"]))
        for parts in [["b", "a"], ["ab"], ["a", "b", ""], ["ab", ""], ["", "ab"], ["a"], ["a", "b\n"]] {
            #expect(!server.isFormMark(mark, of: parts), "\(parts)")
        }
        for bad in ["", "x", mark + "A", String(mark.dropLast())] { #expect(!server.isFormMark(bad, of: ["a", "b"])) }
    }
}
