import Testing

@testable import MapaeJOSE

@Suite("Tokens that are to cost much")
struct SizeAttackTests {
    static let wide = TokenLimits(bytes: 64 * 1024 * 1024)

    @Test func `J45 a token of a megabyte that would verify is refused, and nothing of it is decoded`() throws {
        let payload = #"{"p":"\#(String(repeating: "p", count: 750_000))"}"#
        let token = Forge.token(payload: payload)
        #expect(token.utf8.count > 1_000_000)
        #expect(Forge.refusal(token) == .tokenTooLarge)
        // Had a byte of it been decoded, these would be refused for what is in them.
        for stranger in ["*", "\u{0}", "\u{FFFD}", "."] {
            #expect(Forge.refusal(stranger + token) == .tokenTooLarge)
            #expect(Forge.refusal(token + stranger) == .tokenTooLarge)
        }
        // It is the size alone: who allows it gets it.
        #expect(Forge.refusal(token, limits: Self.wide) == nil)
    }

    @Test func `J45 the limit is of bytes, whatever they are, and may be moved`() {
        for piece in ["a", "é", "한", "🐴", "."] {
            let over = String(repeating: piece, count: 16 * 1024 / piece.utf8.count + 1)
            #expect(Forge.refusal(over) == .tokenTooLarge)
        }
        let token = Forge.token()
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: token.utf8.count)) == nil)
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: token.utf8.count - 1)) == .tokenTooLarge)
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: 0)) == .tokenTooLarge)
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: -1)) == .tokenTooLarge)
    }

    @Test func `J46 a hundred thousand levels and a hundred thousand members end at the limit, not at the end`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","x":\#(deep)"#), limits: Self.wide) == .jsonTooDeep)
        // Behind the 257th member there is no JSON any more: whoever read on would say so.
        let members = (0..<257).map { #""m\#($0)":0,"# }.joined() + String(repeating: "\u{1}", count: 1_000_000)
        let wide = Forge.token(header: #"{"alg":"HS256",\#(members)"#)
        #expect(Forge.refusal(wide, limits: Self.wide) == .jsonTooManyMembers)
    }

    @Test func `J46 a number of a megabyte is stepped over, and names that are alike are told apart`() throws {
        let digits = "0." + String(repeating: "7", count: 1_000_000)
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","n":\#(digits)}"#), limits: Self.wide) == nil)
        // One length and one beginning: equal names are told by their bytes; a hash of the process's own only spreads them.
        let members = (0..<250).map { #""\#(String(repeating: "a", count: 200))\#(1000 + $0)":0"# }
        let token = Forge.token(header: #"{"alg":"HS256",\#(members.joined(separator: ","))}"#)
        #expect(Forge.refusal(token, limits: Self.wide) == nil)
        let twice = Forge.token(header: #"{"alg":"HS256",\#((members + [members[0]]).joined(separator: ","))}"#)
        #expect(Forge.refusal(twice, limits: Self.wide) == .duplicateMember)
    }

    @Test func `J47 J48 a JSON serialization is refused, with one signature and with ten thousand`() throws {
        let parts = Forge.token().split(separator: ".").map(String.init)
        let one = #"{"protected":"\#(parts[0])","signature":"\#(parts[2])"}"#
        for count in [1, 2, 8, 9, 10_000] {
            let signatures = Array(repeating: one, count: count).joined(separator: ",")
            let json = #"{"payload":"\#(parts[1])","signatures":[\#(signatures)]}"#
            #expect(Forge.refusal(json, limits: Self.wide) == .notThreeParts)
            #expect(Forge.refusal(json) == (json.utf8.count > 16 * 1024 ? .tokenTooLarge : .notThreeParts))
        }
    }

    @Test func `J47 a text that is JSON for one reader and compact for another is refused`() throws {
        let parts = Forge.token().split(separator: ".").map(String.init)
        let forged = Forge.base64URL(#"{"sub":"eve"}"#)
        let polyglots = [
            // CVE-2022-39227: the compact form inside of a member's name.
            #"{"  \#(parts[0]).\#(forged).":"","protected":"\#(parts[0])","payload":"\#(parts[1])","signature":"\#(parts[2])"}"#,
            #"{"\#(parts[0])":".\#(parts[1]).\#(parts[2])"}"#, #""\#(parts.joined(separator: "."))""#,
            #"["\#(parts.joined(separator: "."))"]"#, parts.joined(separator: ".") + #"{"payload":""}"#,
            #"{"payload":""}"# + parts.joined(separator: "."),
        ]
        for polyglot in polyglots { #expect(Forge.refusal(polyglot) != nil, "\(polyglot.prefix(20))") }
    }

    @Test(arguments: [1e300, 9.3e18, -9.3e18, 1e19])
    func `J34 S5 a date that no integer holds is refused, in each of the three claims`(_ number: Double) throws {
        for name in ["exp", "nbf", "iat"] {
            let jws = try Forge.verify(Forge.token(payload: #"{"\#(name)":\#(number)}"#))
            #expect(throws: JOSEError(.invalidClaim)) { try jws.claims() }
        }
    }
}
