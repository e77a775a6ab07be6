import Crypto
package import MapaeJOSE

/// A proof that a client has a key (RFC 9449 §4.2), whose every part was checked but that it is used once.
package struct DPoPProof: Sendable, CustomStringConvertible, CustomReflectable {
    /// What a proof is for.
    package struct Target: Sendable {
        /// The method of the request.
        package let method: String
        /// The address of the endpoint: a setting of the server's, never made from a request.
        package let uri: String
        /// The access token that comes with it, at a protected resource.
        package var accessToken: String?

        /// Says what a proof is for.
        package init(method: String, uri: String, accessToken: String? = nil) {
            self.method = method
            self.uri = uri
            self.accessToken = accessToken
        }
    }

    /// The thumbprint of the key (RFC 7638): the `jkt` of what is bound to it.
    package let thumbprint: String
    /// What it is called, so that it is used once: the key and its `jti`.
    package let digest: [UInt8]
    /// The nonce in it.
    package let nonce: String?
    /// When it was made.
    package let issuedAt: NumericDate

    /// The algorithms of proofs, for challenges and metadata (RFC 9449 §5.1, §7.1).
    package static let algorithms = JWSAlgorithm.allCases.filter { !$0.isSymmetric }.map(\.description)

    private static let limits = TokenLimits(bytes: 8192, json: JSONLimits(depth: 4, members: 64))
    /// The longest number of a proof, in bytes.
    private static let maximumIDBytes = 256

    /// Checks a proof (RFC 9449 §4.3). Of a key that is not offered nothing is looked at.
    /// - Parameters:
    ///   - text: The proof.
    ///   - target: What it must be for.
    ///   - age: How old it may be.
    ///   - leeway: How much the client's clock may differ.
    ///   - now: The present.
    /// - Throws: ``DPoPError`` `invalidProof`.
    package init(
        _ text: String, for target: Target, age: Duration, leeway: Duration, at now: NumericDate
    ) throws(DPoPError) {
        let key: VerificationKey
        let claims: ClaimSet
        do {
            let token = try UnverifiedToken(text, limits: Self.limits)
            key = try Self.key(token)
            claims = try JWSVerifier(keys: [key]).verify(token, type: .dpopProof, at: now).claims()
        } catch { throw DPoPError(.invalidProof) }
        guard let thumbprint = key.thumbprint, let id = claims.tokenID, let issuedAt = claims.issuedAt,
            (1...Self.maximumIDBytes).contains(id.utf8.count)
        else { throw DPoPError(.invalidProof) }
        try Self.checkTarget(claims, target)
        try Self.checkToken(claims, target.accessToken)
        guard issuedAt <= now.advanced(by: leeway), now < issuedAt.advanced(by: age + leeway) else {
            throw DPoPError(.invalidProof, "The DPoP proof is too old, or of the future; make a new one.")
        }
        self.thumbprint = thumbprint
        self.digest = Array(SHA256.hash(data: Array("\(thumbprint) \(id)".utf8)))
        self.nonce = claims["nonce"]?.string
        self.issuedAt = issuedAt
    }

    /// The public key in the header, with the algorithm that the header names: asymmetric, and without private parts.
    private static func key(_ token: UnverifiedToken) throws(JOSEError) -> VerificationKey {
        let header = try token.unverifiedHeader()
        guard let jwk = header["jwk"]?.object, let name = header["alg"]?.string,
            let algorithm = JWSAlgorithm(name: name), !algorithm.isSymmetric
        else { throw JOSEError(.unsupportedAlgorithm) }
        // Here a name of the key says nothing: there is one.
        return try VerificationKey(jwk: jwk, algorithm: algorithm).withKeyID(header["kid"]?.string)
    }

    /// RFC 9449 §4.3, points 8 and 9: methods are compared as they are, addresses without query and fragment and as RFC 3986 §6.2.2
    /// and §6.2.3 make them equal.
    private static func checkTarget(_ claims: ClaimSet, _ target: Target) throws(DPoPError) {
        guard let method = claims["htm"]?.string, method.utf8.elementsEqual(target.method.utf8),
            let uri = claims["htu"]?.string, let sent = ComparableURI(uri), let wanted = ComparableURI(target.uri),
            sent == wanted
        else { throw DPoPError(.invalidProof, "The DPoP proof is for another method or address.") }
    }

    /// RFC 9449 §4.3, point 12: the token's hash.
    private static func checkToken(_ claims: ClaimSet, _ token: String?) throws(DPoPError) {
        guard let token else { return }
        guard let sent = claims["ath"]?.string, SecretComparison.areEqual(sent, Self.hash(of: token)) else {
            throw DPoPError(.invalidProof, "The DPoP proof is not for this access token.")
        }
    }

    /// The hash by which a proof names an access token (`ath`).
    package static func hash(of token: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(token.utf8))))
    }

    /// That it is one, and nothing of it.
    package var description: String { "DPoPProof" }

    /// Shows what ``description`` does.
    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
