import JWTKit

/// The claims of the measured token, as jwt-kit's documentation has an application declare them.
struct JWTKitPayload: JWTPayload {
    let sub: SubjectClaim
    let iat: IssuedAtClaim
    let exp: ExpirationClaim
    let jti: IDClaim
    let type: String
    let fresh: Bool

    func verify(using key: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
}
