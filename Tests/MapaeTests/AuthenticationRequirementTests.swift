import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("What a route demands of a login (RFC 9470)")
struct AuthenticationRequirementTests {
    private static let tooOld = TokenError.Code.insufficientAuthentication(acr: [], maximumAge: .seconds(300))
    private static let otherKind = TokenError.Code.insufficientAuthentication(acr: ["gold", "silver"], maximumAge: nil)

    @Test(
        "O31: a login counts for its time, to the second; one that is not told does not count",
        arguments: [
            Judgement("just now", #""auth_time":1700000000"#, nil),
            Judgement("at the limit", #""auth_time":1699999700"#, nil),
            Judgement("a second too old", #""auth_time":1699999699"#, tooOld),
            Judgement("a fraction", #""auth_time":1699999700.5"#, nil),
            Judgement("a clock ahead", #""auth_time":1700000060"#, nil),
            Judgement("a moment to come", #""auth_time":1700000061"#, tooOld),
            Judgement("the last of all days", #""auth_time":99999999999999"#, tooOld),
            Judgement("absent", "", tooOld), Judgement("null", #""auth_time":null"#, tooOld),
            Judgement("text", #""auth_time":"1700000000""#, tooOld), Judgement("minus", #""auth_time":-1"#, tooOld),
            Judgement("S5 1e300", #""auth_time":1e300"#, tooOld),
            Judgement("list", #""auth_time":[1700000000]"#, tooOld),
            Judgement("only issued now", #""iat":1700000000"#, tooOld),
        ])
    func age(judgement: Judgement) throws {
        let issuer = try Issuer()
        let token = issuer.token(with: judgement.text)
        #expect(issuer.refusal(token, .authenticated(within: .seconds(300))) == judgement.code)
        #expect(issuer.refusal(token) == nil)
        // The shorter of two times counts.
        let both = issuer.refusal(
            token, .authenticated(within: .seconds(3600)), .authenticated(within: .seconds(300)))
        #expect(both == judgement.code)
    }

    @Test("A login grows old while its token lives")
    func ageing() throws {
        let issuer = try Issuer()
        let token = issuer.token(with: #""auth_time":1700000000"#)
        issuer.time.advance(by: .seconds(300))
        #expect(issuer.refusal(token, .authenticated(within: .seconds(300))) == nil)
        issuer.time.advance(by: .nanoseconds(1))
        #expect(issuer.refusal(token, .authenticated(within: .seconds(300))) == Self.tooOld)
    }

    @Test(
        "O31: a login must be of one of the wanted kinds, byte by byte",
        arguments: [
            Judgement("the first", #""acr":"gold""#, nil), Judgement("the second", #""acr":"silver""#, nil),
            Judgement("escaped", #""acr":"g\u006fld""#, nil), Judgement("another", #""acr":"bronze""#, otherKind),
            Judgement("case", #""acr":"Gold""#, otherKind),
            Judgement("both in one", #""acr":"gold silver""#, otherKind),
            Judgement("list", #""acr":["gold"]"#, otherKind), Judgement("absent", "", otherKind),
            Judgement("null", #""acr":null"#, otherKind), Judgement("S1 mark", #""acr":"gold\u0301""#, otherKind),
        ])
    func kind(judgement: Judgement) throws {
        let issuer = try Issuer()
        #expect(issuer.refusal(issuer.token(with: judgement.text), .acr("gold", "silver")) == judgement.code)
    }

    @Test("Requirements combine: all that is wanted of the login is told at once, and scopes are looked at afterwards")
    func combined() throws {
        let issuer = try Issuer()
        let wanted = TokenRequirements([
            .scope("a"), .acr("gold", "silver"), .authenticated(within: .seconds(60)), .acr("silver"),
        ])
        #expect(wanted.acrValues == ["silver"] && wanted.maximumAuthenticationAge == .seconds(60))
        let login = #""auth_time":1700000000,"acr":"silver""#
        for (members, code): (String, TokenError.Code?) in [
            (
                #""acr":"gold","auth_time":1700000000,"scope":"a""#,
                .insufficientAuthentication(acr: ["silver"], maximumAge: .seconds(60))
            ),
            (#""acr":"silver","scope":"a""#, .insufficientAuthentication(acr: ["silver"], maximumAge: .seconds(60))),
            (login, .insufficientScope(required: ["a"])), (login + #","scope":"a""#, nil),
        ] {
            let token = issuer.token(with: members)
            let refusal: TokenError.Code?
            do {
                _ = try issuer.authority.verify(token[...], wanted)
                refusal = nil
            } catch { refusal = error.code }
            #expect(refusal == code, "\(members)")
        }
    }

    @Test("A verified token tells when and how its user logged in")
    func told() throws {
        let issuer = try Issuer()
        let token = try issuer.authority.verify(issuer.token(with: #""auth_time":1699999999,"acr":"gold""#))
        #expect(token.authenticationTime == NumericDate(seconds: 1_699_999_999))
        #expect(token.authenticationContext == "gold")
        let other = try issuer.authority.verify(issuer.token(with: ""))
        #expect(other.authenticationTime == nil && other.authenticationContext == nil)
    }

    @Test("A demand that no token can meet ends the program when the route is made")
    func impossible() async {
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.authenticated(within: .zero)]) }
        await #expect(processExitsWith: .failure) {
            _ = TokenRequirements([.authenticated(within: .milliseconds(1500))])
        }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.acr()]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.acr("a b")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.acr("a"), .acr("b")]) }
        await #expect(processExitsWith: .failure) { _ = TokenRequirements([.refresh, .acr("a")]) }
        await #expect(processExitsWith: .failure) {
            _ = TokenRequirements([.anyType, .authenticated(within: .seconds(9))])
        }
    }
}
