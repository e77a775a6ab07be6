/// Checks signatures with a fixed set of keys. Synchronous, without I/O, safe to share.
///
/// The token never chooses what is done with it: its `kid` may name one of the keys, its `alg` must then be that key's,
/// and keys or addresses of keys in its header are not looked at (RFC 8725 §3.1, §3.10).
public struct JWSVerifier: Sendable {
    private let members: [KeyRing.Member]
    private let heads: KnownHeads

    /// How many keys a token without `kid` may cost.
    private static let triesWithoutKeyID = 4

    /// Creates a verifier.
    /// - Parameter keys: At least one key; no two with one id. Tokens without `kid` are tried with them in their order.
    /// - Throws: ``JOSEError`` `no_keys`, `duplicate_key_id`.
    public init(keys: [VerificationKey]) throws(JOSEError) {
        guard !keys.isEmpty else { throw JOSEError(.noKeys) }
        try KeyID.checkUnique(keys.map(\.keyID))
        self.members = keys.map { KeyRing.Member($0) }
        self.heads = KnownHeads(of: keys)
    }

    /// Creates a verifier of everything that a ring's keys have signed.
    public init(_ ring: KeyRing) {
        self.members = [KeyRing.Member(ring.signing.verificationKey)] + ring.checking
        self.heads = KnownHeads(of: members.map(\.key))
    }

    /// The keys, in the order in which they are tried for tokens without `kid`.
    public var keys: [VerificationKey] { members.map(\.key) }

    /// Reads a token and checks its signature: what reading it and ``verify(_:at:)`` do one after the other, at less cost
    /// for tokens whose header is as usual.
    /// - Parameters:
    ///   - text: The token, without white space around it.
    ///   - limits: How large it may be.
    ///   - now: The moment, by which keys retire.
    /// - Throws: ``JOSEError`` with the code of what is wrong with its form, and as ``verify(_:at:)`` does.
    package func verify(
        _ text: Substring, limits: TokenLimits = .init(), at now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        // Not before the limits: a longer text is not looked at, and a usual header has three members.
        guard text.utf8.count <= limits.bytes, limits.json.members >= 3, limits.json.depth >= 1,
            let head = heads.head(of: text.utf8.span)
        else {
            return try verify(UnverifiedToken(text, limits: limits), at: now)
        }
        let token = try UnverifiedToken(text, limits: limits, head: head)
        return try verify(token, withKeyAt: head.key, now)
    }

    /// Checks a token's signature, and not its kind: what is public says which kind it takes.
    /// - Parameters:
    ///   - token: A token that has been read.
    ///   - now: The moment, by which keys retire.
    /// - Throws: ``JOSEError``: what the header demands, an unknown or retired key, another algorithm, or a wrong
    ///   signature.
    package func verify(_ token: UnverifiedToken, at now: NumericDate) throws(JOSEError) -> VerifiedJWS {
        let header = token.header
        if let refusal = header.refusal { throw JOSEError(refusal) }
        guard header.algorithm != .none else { throw JOSEError(.missingAlgorithm) }
        if header.keyID != .none {
            let bytes = token.bytes.span
            guard let index = members.firstIndex(where: { Self.hasID($0.key, bytes.extracting(header.keyID.range)) })
            else { throw JOSEError(.unknownKey) }
            guard Self.isForAlgorithm(members[index].key, token) else { throw Self.algorithmError(token) }
            return try verify(token, withKeyAt: index, now)
        }
        return try verifyWithoutKeyID(token, now)
    }

    private func verify(
        _ token: borrowing UnverifiedToken, withKeyAt index: Int, _ now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        // A span lends the key; an array would copy it, which counts references up and down.
        let members = members.span
        guard !Self.isRetired(members[index], now) else { throw JOSEError(.retiredKey) }
        guard Self.isSigned(token, by: members[index].key) else { throw JOSEError(.invalidSignature) }
        return VerifiedJWS(token, key: members[index])
    }

    private func verifyWithoutKeyID(
        _ token: UnverifiedToken, _ now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        var tries = 0
        var retired = false
        for member in members where tries < Self.triesWithoutKeyID && Self.isForAlgorithm(member.key, token) {
            if Self.isRetired(member, now) {
                retired = true
                continue
            }
            tries += 1
            if Self.isSigned(token, by: member.key) { return VerifiedJWS(token, key: member) }
        }
        if tries > 0 { throw JOSEError(.invalidSignature) }
        throw retired ? JOSEError(.retiredKey) : Self.algorithmError(token)
    }

    private static func isRetired(_ member: borrowing KeyRing.Member, _ now: NumericDate) -> Bool {
        member.retiresAt.map { now >= $0 } ?? false
    }

    private static func hasID(_ key: VerificationKey, _ inside: Span<UInt8>) -> Bool {
        key.keyID.map { JSONText.equals(inside, $0) } ?? false
    }

    private static func isForAlgorithm(_ key: VerificationKey, _ token: UnverifiedToken) -> Bool {
        JSONText.equals(token.bytes.span.extracting(token.header.algorithm.range), key.algorithm.row.name)
    }

    /// Tells a known algorithm that is not the key's from one that is not offered at all.
    private static func algorithmError(_ token: UnverifiedToken) -> JOSEError {
        let inside = token.bytes.span.extracting(token.header.algorithm.range)
        let offered = JWSAlgorithm.allCases.contains { JSONText.equals(inside, $0.row.name) }
        return JOSEError(offered ? .algorithmMismatch : .unsupportedAlgorithm)
    }

    private static func isSigned(_ token: borrowing UnverifiedToken, by key: borrowing VerificationKey) -> Bool {
        // A signature's length is public, so it may be refused before the work.
        guard token.bytes.count - token.payloadEnd == key.signatureCount else { return false }
        let signed = token.text.utf8.span.extracting(first: token.signedCount)
        let signature = token.bytes.span.extracting(droppingFirst: token.payloadEnd)
        return unsafe signed.withUnsafeBytes { input in
            unsafe signature.withUnsafeBytes { unsafe key.primitive.isValid($0, for: input) }
        }
    }
}
