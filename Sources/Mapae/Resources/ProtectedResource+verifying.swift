import HTTPTypes
import MapaeJOSE

extension ProtectedResource {
    /// Checks a token that no request carries, and that comes with no proof.
    /// - Throws: ``TokenError``; `dpop_proof_required` for a token that is bound to a key, and for each where proofs are demanded.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        guard dpop.takesBearer else { throw TokenError(.proofRequired) }
        let verified = try await base.verify(token, requirements.takingBoundTokens)
        try checkBearer(verified)
        return verified
    }

    /// Finds and checks a token as the base does, with its proof where it has one.
    ///
    /// `Authorization: DPoP` is looked at before all other places, where the `Authorization` header is one of them.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        if let proofs, let token = try boundToken(request.head.headerFields, requirements) {
            do { return try await verify(token, by: proofs, request.head, requirements) } catch {
                var error = error
                error.cameWithProof = true
                throw error
            }
        }
        guard dpop.takesBearer else {
            // Nothing is verified that would be refused all the same.
            for carrier in requirements.carriers ?? carriers {
                guard try await carrier.credential(in: &request, for: requirements.type) == nil else {
                    throw TokenError(.proofRequired)
                }
            }
            if requirements.isOptional { return nil }
            throw TokenError(.missingToken)
        }
        guard let verified = try await base.verify(&request, requirements.takingBoundTokens) else { return nil }
        try checkBearer(verified)
        return verified
    }

    /// What is decided of a token that came without a proof, beside what the base decides.
    func checkBearer(_ token: VerifiedToken) throws(TokenError) {
        // RFC 9449 §7.2: whoever has stolen it could show it so. Where nobody takes proofs, another token is needed.
        guard !token.hasConfirmation else { throw TokenError(proofs == nil ? .rejected : .proofRequired) }
        try checkAudience(token)
    }

    private func checkAudience(_ token: VerifiedToken) throws(TokenError) {
        guard audience?.contains(where: token.claims.isFor) ?? true else { throw TokenError(.wrongAudience) }
    }

    // MARK: - Proofs

    /// The token behind the scheme `DPoP`, on a route that looks into that header at all.
    func boundToken(
        _ headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> Substring? {
        guard (requirements.carriers ?? carriers).contains(where: { $0.header?.name == .authorization }) else {
            return nil
        }
        return try HeaderCarrier.dpop.token(in: headers)
    }

    /// RFC 9449 §7.1: the token first, as who has none must fill no memory with proofs.
    private func verify(
        _ token: Substring, by proofs: DPoPProofs, _ head: HTTPRequest, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        guard let text = try asking({ () throws(DPoPError) in try DPoPProofs.text(in: head.headerFields) }) else {
            throw TokenError(.invalidProof)
        }
        var verified = try await base.verify(token, requirements.takingBoundTokens)
        try checkAudience(verified)
        let thumbprint = try Self.keyThumbprint(verified.claims)
        let now = clock.now()
        let target = DPoPProof.Target(
            method: head.method.rawValue, uri: address(of: head.path ?? ""), accessToken: String(token))
        let proof = try asking { () throws(DPoPError) in try proofs.proof(text, target, at: now) }
        guard SecretComparison.areEqual(proof.thumbprint, thumbprint) else { throw TokenError(.invalidToken) }
        let holder = DPoPReplays.holder(
            issuer: verified.claims.issuer, subject: verified.subject, key: thumbprint)
        try asking { () throws(DPoPError) in try proofs.use(proof, of: holder, at: now) }
        verified.location = .header
        return verified
    }

    /// The key that a token is bound to (RFC 9449 §6.1).
    /// - Throws: ``TokenError`` `token_not_bound`; `token_rejected` for one that is bound to what is not known here, be it beside a key:
    ///   whoever bound it so wants that to be checked.
    private static func keyThumbprint(_ claims: ClaimSet) throws(TokenError) -> String {
        guard let confirmation = claims["cnf"] else { throw TokenError(.notBound) }
        guard let members = confirmation.object?.members, members.count == 1, let member = members.first,
            member.name.utf8.elementsEqual("jkt".utf8), let thumbprint = member.value.string
        else { throw TokenError(.rejected) }
        return thumbprint
    }

    /// Where clients sent a request: the settings' part and the path. `Host` and what a proxy adds have no say in it, as who sends a
    /// request can write them.
    private func address(of target: String) -> String {
        guard target.utf8.first == UInt8(ascii: "/") else { return "" }
        let end = target.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? target.utf8.endIndex
        return baseURL + String(target[..<end])
    }

    private func asking<Value>(_ body: () throws(DPoPError) -> Value) throws(TokenError) -> Value {
        do { return try body() } catch {
            var refusal: TokenError
            switch error.code {
            case .invalidProof: refusal = TokenError(.invalidProof)
            case .missingNonce:
                refusal = TokenError(.missingNonce)
                proofs?.addNonce(to: &refusal.furtherFields, at: clock.now())
            case .temporarilyUnavailable: refusal = TokenError(.temporarilyUnavailable)
            }
            refusal.explanation = error.explanation
            throw refusal
        }
    }
}
