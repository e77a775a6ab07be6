import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("When a token is valid")
struct PolicyTimeTests {
    struct Moment: Sendable, CustomStringConvertible {
        let claims: String
        let leeway: Duration
        /// From the token's moment, 1,700,000,000.
        let offset: Duration
        let code: TokenError.Code?

        init(_ claims: String, leeway: Duration = .zero, at offset: Duration, _ code: TokenError.Code?) {
            self.claims = claims
            self.leeway = leeway
            self.offset = offset
            self.code = code
        }

        var description: String { "\(claims) leeway \(leeway) at \(offset)" }
    }

    static let moments: [Moment] = [
        // J36: on the moment of exp the token is dead; a nanosecond before it lives.
        Moment(#""exp":1700000000"#, at: .zero, .expired),
        Moment(#""exp":1700000000"#, at: .nanoseconds(-1), nil),
        Moment(#""exp":1700000000"#, at: .nanoseconds(1), .expired),
        Moment(#""exp":1700000000"#, at: .seconds(3600), .expired),
        Moment(#""exp":1700000000.5"#, at: .milliseconds(499), nil),
        Moment(#""exp":1700000000.5"#, at: .milliseconds(500), .expired),
        Moment(#""exp":0"#, at: .zero, .expired),
        Moment(#""exp":253402300799"#, at: .zero, nil),
        Moment(#""exp":1700000000"#, leeway: .seconds(60), at: .seconds(60), .expired),
        Moment(#""exp":1700000000"#, leeway: .seconds(60), at: .seconds(60) - .nanoseconds(1), nil),
        Moment(#""exp":1700000000"#, leeway: .milliseconds(1), at: .milliseconds(1), .expired),
        Moment(#""exp":1700000000"#, leeway: .milliseconds(1), at: .microseconds(999), nil),
        // nbf: valid on its moment.
        Moment(#""exp":1700009000,"nbf":1700000000"#, at: .zero, nil),
        Moment(#""exp":1700009000,"nbf":1700000000"#, at: .nanoseconds(-1), .notYetValid),
        Moment(#""exp":1700009000,"nbf":1700000000"#, leeway: .seconds(60), at: .seconds(-60), nil),
        Moment(
            #""exp":1700009000,"nbf":1700000000"#, leeway: .seconds(60), at: .seconds(-60) - .nanoseconds(1),
            .notYetValid),
        Moment(#""exp":1700009000,"nbf":253402300799"#, at: .zero, .notYetValid),
        // iat: from the future only within the leeway.
        Moment(#""exp":1700009000,"iat":1700000000"#, at: .zero, nil),
        Moment(#""exp":1700009000,"iat":1700000000"#, at: .nanoseconds(-1), .notYetValid),
        Moment(#""exp":1700009000,"iat":1700000000"#, leeway: .seconds(5), at: .seconds(-5), nil),
        Moment(#""exp":1700009000,"iat":1700000000"#, leeway: .seconds(5), at: .seconds(-6), .notYetValid),
        Moment(#""exp":1700009000,"iat":0"#, at: .zero, nil),
        // What is both expired and not yet valid is refused either way.
        Moment(#""exp":1700000000,"nbf":1700000000"#, at: .zero, .expired),
    ]

    @Test(arguments: moments)
    func `J36 the boundaries are held to the nanosecond`(_ moment: Moment) throws {
        let issuer = try Issuer(TokenPolicy(leeway: moment.leeway))
        issuer.time.advance(by: moment.offset)
        let token = issuer.token(with: moment.claims, without: ["exp"])
        #expect(issuer.refusal(token) == moment.code)
    }

    @Test func `an issued token lives for its lifetime and not a nanosecond longer`() throws {
        let issuer = try Issuer()
        let token = try issuer.authority.accessToken(for: "ada").accessToken
        issuer.time.advance(by: .seconds(900) - .nanoseconds(1))
        #expect(issuer.refusal(token) == nil)
        issuer.time.advance(by: .nanoseconds(1))
        #expect(issuer.refusal(token) == .expired)
    }

    @Test func `a refresh token lives for thirty days`() throws {
        let issuer = try Issuer()
        let token = try #require(try issuer.authority.tokenPair(for: "ada").refreshToken)
        issuer.time.advance(by: .seconds(30 * 86_400) - .nanoseconds(1))
        #expect(issuer.refusal(token, .refresh) == nil)
        issuer.time.advance(by: .nanoseconds(1))
        #expect(issuer.refusal(token, .refresh) == .expired)
    }

    @Test func `J37 a clock that jumps back makes no expired token of the same second valid for ever`() throws {
        let issuer = try Issuer()
        let token = try issuer.authority.accessToken(for: "ada").accessToken
        issuer.time.advance(by: .seconds(3600))
        #expect(issuer.refusal(token) == .expired)
        issuer.time.set(Issuer.start.advanced(by: .seconds(-3600)))
        #expect(issuer.refusal(token) == .notYetValid)
        issuer.time.set(NumericDate(seconds: .max))
        #expect(issuer.refusal(token) == .expired)
        issuer.time.set(NumericDate(seconds: 0))
        #expect(issuer.refusal(token) == .notYetValid)
    }

    @Test func `S5 at the end of time tokens are issued and refused without a trap`() throws {
        let issuer = try Issuer()
        issuer.time.set(NumericDate(seconds: .max, nanoseconds: 999_999_999))
        let token = try issuer.authority.accessToken(for: "ada").accessToken
        #expect(issuer.refusal(token) == .expired)
    }

    @Test func `freshness that ends is judged by the same clock`() throws {
        let issuer = try Issuer()
        let token = issuer.token(with: #""fresh":1700000300"#)
        #expect(issuer.refusal(token, .fresh) == nil)
        issuer.time.advance(by: .seconds(300) - .nanoseconds(1))
        #expect(issuer.refusal(token, .fresh) == nil)
        issuer.time.advance(by: .nanoseconds(1))
        #expect(issuer.refusal(token, .fresh) == .notFresh)
        #expect(issuer.refusal(token) == nil)
    }

    @Test func `the system's clock shows the present`() {
        let now = TokenClock.system.now()
        // 2025-01-01 to 2100-01-01.
        #expect((1_735_689_600..<4_102_444_800).contains(now.seconds))
        #expect(now <= TokenClock.system.now())
    }
}
