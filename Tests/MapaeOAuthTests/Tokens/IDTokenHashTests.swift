import Crypto
import MapaeJOSE
import Testing

@testable import MapaeOAuth

struct IDTokenHashTests {
    @Test("The example of OpenID Connect Core appendix A.3")
    func example() {
        let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
        for algorithm in [JWSAlgorithm.rs256, .ps256, .es256] {
            #expect(IDTokenHash.of(token, algorithm) == "77QmUPtjPfzWtF2AnpK9RQ")
        }
    }

    @Test("The hash is that of the algorithm, and half of it is taken")
    func sizes() {
        for (algorithm, count) in [
            (JWSAlgorithm.rs384, 24), (.ps384, 24), (.es384, 24), (.rs512, 32), (.ps512, 32), (.es512, 32),
            (.edDSA, 32), (.ed25519, 32),
        ] {
            let hash = IDTokenHash.of("token", algorithm)
            #expect(Base64URL.decode(hash)?.count == count, "\(algorithm)")
        }
        let whole = Array(SHA512.hash(data: Array("token".utf8)))
        #expect(Base64URL.decode(IDTokenHash.of("token", .edDSA)) == Array(whole.prefix(32)))
    }
}
