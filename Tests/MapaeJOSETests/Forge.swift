import Crypto
import Foundation
import MapaeJOSE
import Testing

/// Makes tokens that `JWSSigner` never would. Base64url and HMAC come from elsewhere, so that a fault in ours cannot hide.
enum Forge {
    static let secret = "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"
    static let header = #"{"alg":"HS256","typ":"JWT"}"#
    static let claims = #"{"sub":"ada","iat":1700000000,"exp":1700000900,"type":"access"}"#

    static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func base64URL(_ text: String) -> String { base64URL(Array(text.utf8)) }

    /// A token with these bytes as header and payload, correctly signed with HMAC-SHA-256.
    static func token(header: String = header, payload: String = claims, secret: String = secret) -> String {
        sign(base64URL(header) + "." + base64URL(payload), secret: secret)
    }

    /// Signs any text and puts the signature behind it.
    static func sign(_ input: String, secret: String = secret) -> String {
        let mac = HMAC<SHA256>.authenticationCode(
            for: Array(input.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return input + "." + base64URL(Array(mac))
    }

    static func key(id: String? = nil, secret: String = secret) throws -> VerificationKey {
        try SigningKey.hs256(secret: secret, keyID: id).verificationKey
    }

    /// Reads and verifies: in one step, as an authority does, and in two. Both must come to one verdict, whatever is tried.
    @discardableResult
    static func verify(
        _ token: String, keys: [VerificationKey]? = nil, limits: TokenLimits = .init()
    ) throws
        -> VerifiedJWS
    {
        let verifier = try JWSVerifier(keys: keys ?? [key()])
        let now = NumericDate(seconds: 1_700_000_000)
        let oneStep = Result { try verifier.verify(token[...], limits: limits, at: now) }
        let twoSteps = Result { try verifier.verify(UnverifiedToken(token, limits: limits), at: now) }
        #expect(verdict(oneStep) == verdict(twoSteps), "\(token.prefix(80))")
        return try twoSteps.get()
    }

    private static func verdict(_ result: Result<VerifiedJWS, any Error>) -> String {
        switch result {
        case .success(let jws): "\(jws.keyID ?? "-") \(jws.algorithm) \(jws.type ?? "-")"
        case .failure(let error): ((error as? JOSEError)?.code).map { "\($0)" } ?? "\(error)"
        }
    }

    /// The code with which a token is refused, or `nil` when it is accepted.
    static func refusal(
        _ token: String, keys: [VerificationKey]? = nil, limits: TokenLimits = .init()
    )
        -> JOSEError.Code?
    {
        do {
            try verify(token, keys: keys, limits: limits)
            return nil
        } catch {
            return (error as? JOSEError)?.code
        }
    }
}

/// A header or payload and the code with which it must be refused.
struct Refusal: Sendable, CustomStringConvertible {
    let id: String
    let text: String
    let code: JOSEError.Code

    init(_ id: String, _ text: String, _ code: JOSEError.Code) {
        self.id = id
        self.text = text
        self.code = code
    }

    var description: String { "\(id): \(text.prefix(60))" }
}
