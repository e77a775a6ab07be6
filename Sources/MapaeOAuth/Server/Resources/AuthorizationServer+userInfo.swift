public import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The userinfo endpoint (OpenID Connect Core §5.3), by GET and by POST.
    ///
    /// It takes an access token that has the scope `openid` and is for this server; others take none of it (RFC 8725 §3.9). What it
    /// tells is what the scopes stand for (§5.4), and single claims that the user has agreed to (§5.5).
    /// - Parameters:
    ///   - method: The request's method.
    ///   - headers: Its header fields.
    ///   - body: Its body: in the form of a POST the token may come too (RFC 6750 §2.2).
    /// - Returns: The answer, whatever the request is. It fails never.
    public func userInfo(
        method: HTTPRequest.Method = .get, headers: HTTPFields, body: [UInt8] = []
    ) async -> OAuthAnswer {
        do {
            let claims = try await userClaims(method, headers, body)
            return OAuthAnswer(json: try signing { try JSONValue.object(claims).serialized() })
        } catch let error as OAuthError {
            return proofRefusal(error)
        } catch let error as TokenError {
            return refusal(error)
        } catch {
            return refusal(TokenError(.temporarilyUnavailable))
        }
    }

    private func userClaims(
        _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: [UInt8]
    ) async throws -> JSONObject {
        let credential = try ResourceCredential(headers, method: method, body: body)
        guard let active = try await activeToken(credential.token) else { throw TokenError(.invalidToken) }
        let content = active.content
        guard content.audience.contains(where: { GrantRules.same($0, issuer.text) }) else {
            throw TokenError(.wrongAudience)
        }
        try checkProof(credential, content, method, headers)
        guard content.scopes.contains(ScopeList.openID), let grant = active.grant else {
            throw TokenError(.insufficientScope(required: [ScopeList.openID]))
        }
        guard let user = try await asking({ try await users.claims(of: content.subject) }) else {
            throw TokenError(.unknownUser)
        }
        let names = try await asking { try GrantState(grant).authorization.userInfoClaims }
        var claims: JSONObject = ["sub": .string(content.subject)]
        for chosen in [UserClaims.visible(user, scopes: content.scopes), UserClaims.visible(user, names: names)] {
            for member in chosen.members { claims[member.name] = member.value }
        }
        return claims
    }

    /// RFC 9449 §7.1: a bound token comes with a proof of its key, and no other as if it were bound.
    private func checkProof(
        _ credential: ResourceCredential, _ content: AccessToken, _ method: HTTPRequest.Method, _ headers: HTTPFields
    ) throws {
        guard let thumbprint = content.keyThumbprint else {
            if credential.scheme == .dpop { throw TokenError(.invalidToken) }
            return
        }
        guard credential.scheme == .dpop else { throw TokenError(.invalidToken) }
        let now = now
        let target = DPoPProof.Target(
            method: method.rawValue, uri: issuer.url(settings.endpoints.userInfo), accessToken: credential.token)
        guard let proof = try proofs.proof(in: headers, target, at: now) else { throw OAuthError(.invalidDPoPProof) }
        guard GrantRules.same(proof.thumbprint, thumbprint) else { throw TokenError(.invalidToken) }
        try use(proof, at: now)
    }

    private func refusal(_ error: TokenError) -> OAuthAnswer {
        var answer = OAuthAnswer(error.prepared(realm: sessions.realm, format: .oauth).rendered)
        // RFC 9449 §7.2: who may come with either is told of both.
        if answer.status == .unauthorized { answer.headers.append(Self.challenge(nil)) }
        return answer
    }

    /// What is wrong with a proof is told as a resource tells it: 401, and how to do better (RFC 9449 §7.1, §9).
    private func proofRefusal(_ error: OAuthError) -> OAuthAnswer {
        guard error.code == .invalidDPoPProof || error.code == .useDPoPNonce else {
            return refusal(TokenError(.temporarilyUnavailable))
        }
        var answer = OAuthAnswer(error.answer(realm: sessions.realm))
        answer.status = .unauthorized
        answer.headers.append(Self.challenge(error))
        if error.code == .useDPoPNonce { proofs.addNonce(to: &answer.headers, at: now) }
        return answer
    }

    private static func challenge(_ error: OAuthError?) -> HTTPField {
        let problem = error.map { "error=\"\($0.code)\", error_description=\"\($0.explanation)\", " } ?? ""
        return HTTPField(
            name: .wwwAuthenticate, value: "DPoP \(problem)algs=\"\(DPoPProof.algorithms.joined(separator: " "))\"")
    }
}
