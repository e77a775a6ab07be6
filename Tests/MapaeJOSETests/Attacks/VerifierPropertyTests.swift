import Foundation
import Testing

@testable import MapaeJOSE

@Suite("What holds of every verification")
struct VerifierPropertyTests {
    private static let now = NumericDate(seconds: 1_700_000_000)

    @Test(arguments: [JWSAlgorithm.hs256, .hs384, .hs512])
    func `J52 each byte of a MAC counts, the first as much as the last`(_ algorithm: JWSAlgorithm) throws {
        let key = try #require(AlgorithmSwapTests.keys[algorithm])
        let input = Array("e30.e30".utf8)
        let right = try RawSignature.sign("e30.e30", with: key)
        let verifier = key.verificationKey
        #expect(RawSignature.isValid(right, of: input, by: verifier))
        var survivors: [Int] = []
        for position in right.indices {
            for flip in UInt8(1)...255 {
                var changed = right
                changed[position] ^= flip
                if RawSignature.isValid(changed, of: input, by: verifier) { survivors.append(position) }
            }
        }
        // Two changes that a sum or an exclusive or over all bytes would not see.
        for position in 1..<right.count {
            var changed = right
            changed[0] ^= 1
            changed[position] ^= 1
            if RawSignature.isValid(changed, of: input, by: verifier) { survivors.append(position) }
            changed = right
            changed.swapAt(0, position)
            if changed != right, RawSignature.isValid(changed, of: input, by: verifier) { survivors.append(position) }
        }
        #expect(survivors.isEmpty)
    }

    /// The method of dudect: times of two kinds of wrong MACs must have one mean. Times on a shared machine are no proof
    /// for every run, so this one is asked for, in a release build: `MAPAE_TIMING=1 swift test -c release`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MAPAE_TIMING"] != nil))
    func `J52 a MAC that is wrong at its first byte takes as long as one that is wrong at its last`() throws {
        let key = try #require(AlgorithmSwapTests.keys[.hs256])
        let input = Array("e30.e30".utf8)
        let right = try RawSignature.sign("e30.e30", with: key)
        var early = right
        early[0] ^= 0x55
        var late = right
        late[31] ^= 0x55
        var times: [[Double]] = [[], []]
        let clock = ContinuousClock()
        for round in 0..<200_000 {
            let kind = round & 1
            let time = clock.measure {
                _ = RawSignature.isValid(kind == 0 ? early : late, of: input, by: key.verificationKey)
            }
            times[kind].append(Double(time.components.attoseconds) / 1e9)
        }
        // The slowest tenth is other people's work.
        let kept = times.map { $0.sorted().prefix($0.count * 9 / 10) }
        let means = kept.map { $0.reduce(0, +) / Double($0.count) }
        let variances = zip(kept, means).map { times, mean in
            times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(times.count - 1)
        }
        let error = (variances[0] / Double(kept[0].count) + variances[1] / Double(kept[1].count)).squareRoot()
        #expect(abs((means[0] - means[1]) / error) < 4.5)
    }

    @Test func `J54 nothing is remembered of a token: two that alternate keep each its own claims`() throws {
        let verifier = try JWSVerifier(keys: [Forge.key()])
        let tokens = ["ada", "eve"].map {
            Forge.token(payload: #"{"sub":"\#($0)","aud":"one","exp":1700000900}"#)
        }
        for round in 0..<200 {
            let index = round * round % 3 % 2
            let claims = try verifier.verify(tokens[index][...], at: Self.now).claims()
            #expect(claims.subject == ["ada", "eve"][index])
            let again = try verifier.verify(UnverifiedToken(tokens[index]), at: Self.now).claims()
            #expect(again.subject == claims.subject)
        }
        // A token whose signature is another's is refused right after that other one was taken.
        let (first, second) = (Forge.token(), Forge.token(payload: #"{"sub":"eve"}"#))
        let signature = try RawSignature.parts(first).signature
        #expect(Forge.refusal(first) == nil)
        #expect(Forge.refusal(RawSignature.token(second, signature: signature)) == .invalidSignature)
    }

    @Test func `J54 S14 tasks that share a verifier get each the claims of its own token`() async throws {
        let verifier = try JWSVerifier(keys: [Forge.key()])
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for user in 0..<64 {
                group.addTask {
                    let token = Forge.token(payload: #"{"sub":"user \#(user)"}"#)
                    return try (0..<20).allSatisfy { _ in
                        try verifier.verify(UnverifiedToken(token), at: Self.now).claims().subject == "user \(user)"
                            && verifier.verify(token[...], at: Self.now).claims().subject == "user \(user)"
                    }
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
    }

    /// Names of public members, which is as far as a test can look at what does not compile.
    private static func publicNames(_ text: String) -> [String] {
        text.matches(of: /public (?:static |mutating )?(?:func|var|let) `?(\w+)/).map { String($0.1) }
    }

    @Test func `J55 what an unverified token gives out is called unverified, and is no set of claims`() throws {
        let files = try SourceFiles.of("MapaeJOSE").filter { $0.name.contains("UnverifiedToken") }
        #expect(files.count >= 2)
        let silent: Set<String> = ["description", "customMirror", "headerRefusal"]
        for (name, text) in files {
            for member in Self.publicNames(text) {
                #expect(member.hasPrefix("unverified") || silent.contains(member), "\(name): \(member)")
            }
            #expect(text.firstMatch(of: /public (func|var|let)[^\n]*(ClaimSet|VerifiedJWS)/) == nil, "\(name)")
        }
    }

    @Test func `J55 nobody but a verifier makes what is verified`() throws {
        for (name, text) in try SourceFiles.of("MapaeJOSE") {
            if name.hasSuffix("/VerifiedJWS.swift") || name.contains("ClaimSet") {
                #expect(text.firstMatch(of: /public init/) == nil, "\(name)")
            }
            let makes = text.matches(of: /VerifiedJWS\(/).count
            #expect(makes == 0 || name.hasSuffix("/JWSVerifier.swift"), "\(name)")
        }
        for (name, text) in try SourceFiles.of("Mapae") where name.contains("VerifiedToken") {
            #expect(text.firstMatch(of: /public init/) == nil, "\(name)")
        }
        // The two are of no common type: what takes one does not take the other.
        #expect(UnverifiedToken.self as Any.Type != VerifiedJWS.self as Any.Type)
        #expect((try UnverifiedToken(Forge.token()) as Any) as? VerifiedJWS == nil)
    }

    @Test func `J44 a token has one text: what its text is changed to is refused, and what is remembered is its jti`()
        throws
    {
        let payload = #"{"sub":"ada","jti":"one"}"#
        let token = Forge.token(payload: payload)
        let parts = token.split(separator: ".").map(String.init)
        let padded = parts.map { $0 + String(repeating: "=", count: (4 - $0.utf8.count % 4) % 4) }
        let spellings = [
            padded.joined(separator: "."), token + "=", token + ".", "." + token, token + " ", " " + token,
            token + "\n",
            token.replacing("-", with: "+") + "A", token.replacing(".", with: "%2E"), token.replacing(".", with: ". "),
            parts.map { $0.replacing("_", with: "/") + "\u{0}" }.joined(separator: "."),
        ]
        for spelling in spellings { #expect(Forge.refusal(spelling) != nil, "\(spelling)") }
        // Another JSON of the same meaning is another token with another signature, and the same jti.
        let other = Forge.token(payload: #"{ "jti":"\u006fne", "sub":"ada" }"#)
        #expect(try Forge.verify(token).claims().tokenID == "one")
        #expect(try Forge.verify(other).claims().tokenID == "one")
    }
}
