import Mapae
import MapaeJOSE
import Testing

@Suite("What a route demands")
struct RequirementTests {
    @Test(arguments: [
        Judgement("true", #""fresh":true"#, nil), Judgement("a moment to come", #""fresh":1700000001"#, nil),
        Judgement("now", #""fresh":1700000000"#, .notFresh), Judgement("a moment past", #""fresh":1"#, .notFresh),
        Judgement("false", #""fresh":false"#, .notFresh), Judgement("absent", "", .notFresh),
        Judgement("null", #""fresh":null"#, .notFresh), Judgement("text", #""fresh":"true""#, .notFresh),
        Judgement("text", #""fresh":"1700000001""#, .notFresh), Judgement("list", #""fresh":[true]"#, .notFresh),
        Judgement("1e300", #""fresh":1e300"#, .notFresh), Judgement("minus", #""fresh":-1"#, .notFresh),
    ])
    func `only a fresh token opens a route that wants one`(_ judgement: Judgement) throws {
        let issuer = try Issuer()
        let token = issuer.token(with: judgement.text)
        #expect(issuer.refusal(token, .fresh) == judgement.code)
        #expect(issuer.refusal(token) == nil)
        #expect(try issuer.authority.verify(token).isFresh == (judgement.code == nil))
    }

    static let wanted: TokenError.Code = .insufficientScope(required: ["read", "write"])

    @Test(arguments: [
        Judgement("both", #""scope":"read write""#, nil), Judgement("more", #""scope":"a write b read c""#, nil),
        Judgement("escaped", #""scope":"rea\u0064\u0020write""#, nil),
        Judgement("spaces", #""scope":"  read   write ""#, nil), Judgement("one", #""scope":"read""#, wanted),
        Judgement("none", #""scope":"""#, wanted), Judgement("absent", "", wanted),
        Judgement("list", #""scope":["read","write"]"#, wanted), Judgement("null", #""scope":null"#, wanted),
        Judgement("case", #""scope":"Read write""#, wanted), Judgement("part", #""scope":"reader write""#, wanted),
        Judgement("comma", #""scope":"read,write""#, wanted), Judgement("tab", #""scope":"read\twrite""#, wanted),
        Judgement("newline", #""scope":"read\nwrite""#, wanted),
        Judgement("S4 mark", #""scope":"read \u0301write""#, wanted),
        Judgement("S1 Kelvin", #""scope":"read writ\u0435""#, wanted),
        Judgement("no-break space", #""scope":"read\u00A0write""#, wanted),
    ])
    func `each wanted scope must be among the token's, byte by byte`(_ judgement: Judgement) throws {
        let issuer = try Issuer()
        #expect(issuer.refusal(issuer.token(with: judgement.text), .scope("read", "write")) == judgement.code)
        #expect(issuer.refusal(issuer.token(with: judgement.text), .scope("read"), .scope("write")) == judgement.code)
    }

    @Test func `S4 a mark on a space does not glue two scopes together`() throws {
        let issuer = try Issuer()
        let token = try issuer.authority.verify(issuer.token(with: #""scope":"a \u0301b c""#))
        #expect(token.scopes.map { Array($0.utf8) } == ["a", "\u{301}b", "c"].map { Array($0.utf8) })
    }

    @Test func `requirements combine: all must be met`() throws {
        let issuer = try Issuer()
        let fresh = issuer.token(with: #""fresh":true"#)
        let scoped = issuer.token(with: #""scope":"account""#)
        let both = issuer.token(with: #""fresh":true,"scope":"account""#)
        for demands in [[TokenRequirement.fresh, .scope("account")], [.scope("account"), .access, .fresh, .fresh]] {
            let requirements = TokenRequirements(demands)
            #expect(throws: TokenError(.insufficientScope(required: ["account"]))) {
                try issuer.authority.verify(fresh[...], requirements)
            }
            #expect(throws: TokenError(.notFresh)) { try issuer.authority.verify(scoped[...], requirements) }
            #expect(throws: Never.self) { try issuer.authority.verify(both[...], requirements) }
        }
    }

    @Test func `requirements say what they are`() {
        #expect(TokenRequirements([]) == .access)
        #expect(TokenRequirements([.access]) == .access)
        #expect(TokenRequirements([.refresh]).type == .refresh)
        let all = TokenRequirements([.fresh, .scope("a", "b"), .scope("c")])
        #expect(all.type == .access && all.fresh && all.scopes == ["a", "b", "c"])
        #expect(TokenRequirements([.scope()]) == .access)
    }

    @Test func `a route that no token can open ends the program when it is made`() async {
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.access, .refresh]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.refresh, .fresh]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.scope("a"), .refresh]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.scope("")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.scope("a b")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.scope("a\"")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.scope("é")]) }
        await #expect(processExitsWith: .success) {
            _ = TokenRequirements([.access, .access, .fresh, .scope("!#[]~")])
        }
    }

    @Test(arguments: [
        Judgement("both roles", #""roles":["admin","ops","x"]"#, nil),
        Judgement("one of two", #""roles":["admin"]"#, .insufficientRole(required: ["admin", "ops"])),
        Judgement("none", #""x":1"#, .insufficientRole(required: ["admin", "ops"])),
        Judgement("no list", #""roles":"admin ops""#, .insufficientRole(required: ["admin", "ops"])),
        Judgement("an object", #""roles":{"admin":1,"ops":1}"#, .insufficientRole(required: ["admin", "ops"])),
        Judgement("odd members", #""roles":[null,5,"admin",["ops"],"ops"]"#, nil),
        Judgement("another case", #""roles":["Admin","ops"]"#, .insufficientRole(required: ["admin", "ops"])),
        Judgement("S1 a look-alike", #""roles":["admin","op\u017f"]"#, .insufficientRole(required: ["admin", "ops"])),
    ])
    func `all roles are wanted, compared as bytes`(_ judgement: Judgement) throws {
        let issuer = try Issuer()
        #expect(issuer.refusal(issuer.token(with: judgement.text), .role("admin", "ops")) == judgement.code)
    }

    @Test func `routes that no token can open, or that look nowhere, are mistakes in the program`() async {
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.anyType, .refresh]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.refresh, .role("a")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.anyType, .fresh]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.role("")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.accept()]) }
    }
}
