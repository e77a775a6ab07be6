import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("A DPoP proof (RFC 9449 section 4.3)")
struct DPoPProofTests {
    private static let uri = "https://login.example.com/oauth/token"
    private let now = NumericDate(seconds: 1_700_000_000)

    private func refusal(
        _ text: String, method: String = "POST", uri: String = uri, token: String? = nil, at moment: NumericDate? = nil
    ) -> DPoPError? {
        do {
            _ = try DPoPProof(
                text, for: DPoPProof.Target(method: method, uri: uri, accessToken: token), age: .seconds(60),
                leeway: .seconds(5), at: moment ?? now)
            return nil
        } catch { return error }
    }

    @Test("The examples of RFC 9449 sections 5 and 7.1 are taken, and have the thumbprint of section 6.1")
    func examples() throws {
        let key = try VerificationKey(
            jwk:
                #"{"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}"#
        )
        let request =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa"
            + "0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlA"
            + "tMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29t"
            + "L3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK"
            + "70nfbV37xRZT3Lg"
        let proof = try DPoPProof(
            request, for: DPoPProof.Target(method: "POST", uri: "https://server.example.com/token"), age: .seconds(60),
            leeway: .zero, at: NumericDate(seconds: 1_562_262_616))
        #expect(proof.thumbprint == key.thumbprint && proof.thumbprint == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")
        let resource =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa"
            + "0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlA"
            + "tMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9y"
            + "Zy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0"
            + "NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA"
        #expect(
            refusal(
                resource, method: "GET", uri: "https://resource.example.org/protectedresource",
                token: "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU", at: NumericDate(seconds: 1_562_262_618)) == nil)
    }

    @Test("Each asymmetric algorithm is taken", arguments: JWSAlgorithm.allCases.filter { !$0.isSymmetric })
    func algorithms(algorithm: JWSAlgorithm) throws {
        let maker = try ProofMaker(algorithm)
        #expect(refusal(try maker.proof(ProofMaker.claims("POST", Self.uri, at: now))) == nil)
    }

    @Test("O42: what is changed in the claims is refused")
    func claims() throws {
        let maker = try ProofMaker()
        let claims = ProofMaker.claims("POST", Self.uri, at: now)
        #expect(refusal(try maker.proof(claims)) == nil)
        let changes: [(String, JSONValue?)] = [
            ("jti", nil), ("jti", ""), ("jti", 1), ("jti", .string(String(repeating: "x", count: 257))), ("htm", nil),
            ("htm", "GET"), ("htm", "post"), ("htm", 1), ("htu", nil),
            ("htu", "https://login.example.com/oauth/tokens"),
            ("htu", "https://evil.example.com/oauth/token"), ("htu", "/oauth/token"), ("htu", ""), ("htu", 1),
            ("iat", nil), ("iat", .integer(now.seconds - 65)), ("iat", .integer(now.seconds + 6)),
            ("iat", "1700000000"),
            ("iat", .number(1e300)), ("iat", -1),
        ]
        for (name, value) in changes {
            var changed = claims
            changed[name] = value
            #expect(
                refusal(try maker.proof(changed)) == DPoPError(.invalidProof),
                "\(name) \(String(describing: value))")
        }
        for seconds in [now.seconds - 64, now.seconds + 5] {
            var changed = claims
            changed["iat"] = .integer(seconds)
            #expect(refusal(try maker.proof(changed)) == nil)
        }
    }

    @Test("O42: what is changed in the header is refused: type, algorithm, key, private parts, another key")
    func header() throws {
        let (maker, other) = (try ProofMaker(), try ProofMaker())
        let claims = ProofMaker.claims("POST", Self.uri, at: now)
        let privateKey = try maker.key.privateJWK()
        let otherKey = try other.key.verificationKey.jwk()
        let changes: [(inout JSONObject) -> Void] = [
            { $0["typ"] = nil }, { $0["typ"] = "JWT" }, { $0["typ"] = "at+jwt" }, { $0["alg"] = "HS256" },
            { $0["alg"] = "none" }, { $0["alg"] = nil }, { $0["alg"] = "ES384" }, { $0["jwk"] = nil },
            { $0["jwk"] = "x" }, { $0["jwk"] = .object(privateKey) }, { $0["jwk"] = .object(otherKey) },
            { $0["jwk"] = ["kty": "oct", "k": "AAAA"] }, { $0["crit"] = ["x"] }, { $0["b64"] = false },
        ]
        for (index, change) in changes.enumerated() {
            #expect(refusal(try maker.proof(claims, change)) == DPoPError(.invalidProof), "change \(index)")
        }
        // What is only a name, or only another spelling, changes nothing.
        for change: (inout JSONObject) -> Void in [{ $0["kid"] = "x" }, { $0["typ"] = "application/DPoP+jwt" }] {
            #expect(refusal(try maker.proof(claims, change)) == nil)
        }
        let text = try maker.proof(claims)
        for broken in [
            "", "x", text + "A", String(text.dropLast(2)), text + "." + text, String(repeating: "a", count: 1_000_000),
            " " + text,
        ] { #expect(refusal(broken) == DPoPError(.invalidProof), "\(broken.prefix(20))") }
    }

    @Test("O42: at a resource the proof is for the token, and for no other")
    func accessToken() throws {
        let maker = try ProofMaker()
        let right = try maker.proof(ProofMaker.claims("POST", Self.uri, at: now, token: "token"))
        #expect(refusal(right, token: "token") == nil)
        #expect(refusal(right, token: "Token") == DPoPError(.invalidProof))
        let none = try maker.proof(ProofMaker.claims("POST", Self.uri, at: now))
        #expect(refusal(none, token: "token") == DPoPError(.invalidProof))
    }

    @Test("O45: spellings that RFC 3986 makes equal are taken, with any query and fragment; others are not")
    func addresses() throws {
        let equal = [
            "https://login.example.com/oauth/token", "HTTPS://LOGIN.example.COM/oauth/token",
            "https://login.example.com:443/oauth/token", "https://login.example.com/oauth/token?x=1",
            "https://login.example.com/oauth/token#x", "https://login.example.com/oauth/token?",
            "https://login.example.com/%6Fauth/t%6fken", "https://login.example.com/./oauth/token",
            "https://login.example.com/x/../oauth/token", "https://login.example.com/oauth/x/%2E%2e/token",
            "https://login.example.com/../oauth/token",
        ]
        let others = [
            "http://login.example.com/oauth/token", "https://login.example.com:8443/oauth/token",
            "https://login.example.com:80/oauth/token", "https://login.example.com/oauth/Token",
            "https://login.example.com/oauth/token/", "https://login.example.com//oauth/token",
            "https://login.example.com/oauth%2Ftoken", "https://user@login.example.com/oauth/token",
            "https://login.example.com.evil.example/oauth/token", "https://login.example.com./oauth/token",
            "//login.example.com/oauth/token", "https://login.example.com\\@evil.example/oauth/token",
            "https://xn--login.example.com/oauth/token", "https://login.ex\u{e4}mple.com/oauth/token",
            "https://login.example.com/oauth/token ", "https://login.example.com/oauth", "https://login.example.com",
            "https://login.example.com:0443/oauth/token", "https://login.example.com:/oauth/token",
        ]
        let maker = try ProofMaker()
        for (addresses, isEqual) in [(equal, true), (others, false)] {
            for address in addresses {
                let proof = try maker.proof(ProofMaker.claims("POST", address, at: now))
                #expect((refusal(proof) == nil) == isEqual, "\(address)")
            }
        }
    }
}
