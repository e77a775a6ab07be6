import Mapae
import MapaeJOSE

/// Answers requests. Keys are read once: a differential asks ten thousand times about a dozen of them.
struct Judge {
    private var verifiers: [[UInt8]: JWSVerifier] = [:]
    private var signers: [[UInt8]: JWSSigner] = [:]
    private var authorities: [[UInt8]: TokenAuthority] = [:]
    private let peer = JWTKitPeer()

    /// Requests come from a script of this repository; only tokens are hostile, and those are texts in them.
    private static let limits = JSONLimits(depth: 32, members: 8192, allowsNUL: true)

    mutating func answer(_ line: String) async -> [UInt8] {
        var answer: JSONObject
        do {
            guard let request = try JSONValue(parsing: Array(line.utf8), limits: Self.limits).object else {
                throw BadRequest("no object")
            }
            answer = try await handle(request)
            answer["ok"] = true
        } catch let error as JOSEError {
            answer = ["ok": false, "code": .string("\(error.code)")]
        } catch let error as TokenError {
            answer = ["ok": false, "code": .string("\(error.code)")]
            if let cause = error.cause { answer["cause"] = .string("\(cause.code)") }
        } catch let error as BadRequest {
            answer = ["ok": false, "code": "bad_request", "reason": .string(error.reason)]
        } catch {
            // What jwt-kit threw: which of its errors does not matter.
            answer = ["ok": false, "code": "refused"]
        }
        return (try? JSONValue.object(answer).serialized()) ?? Array(#"{"ok":false,"code":"unwritable"}"#.utf8)
    }

    private mutating func handle(_ request: JSONObject) async throws -> JSONObject {
        switch try request.text("op") {
        case "verify": try verify(request)
        case "authority": try authority(request)
        case "sign": ["token": .string(try signer(request).sign(payload(request)))]
        case "generate": try KeyForms.answer(SigningKey.generate(algorithm(request)))
        case "key": try KeyForms.answer(request, algorithm: try? algorithm(request))
        case "keyset": ["keys": .integer(Int64(try JWKSet(parsing: request.value("jwks").serialized()).keys.count))]
        case "jwtkit-sign":
            ["token": .string(try await peer.sign(SigningKey(jwk: request.object("jwk")), payload(request)))]
        case "jwtkit-verify":
            ["claims": try await peer.verify(request.text("token"), with: request.object("jwk"))]
        case let other: throw BadRequest("unknown op \(other)")
        }
    }

    /// The signature alone, and the form of the claims: `JWSVerifier` and `ClaimSet`.
    private mutating func verify(_ request: JSONObject) throws -> JSONObject {
        let source = try (request["jwks"] ?? request.value("jwk")).serialized()
        if verifiers[source] == nil { verifiers[source] = try JWSVerifier(keys: Self.keys(request)) }
        guard let verifier = verifiers[source] else { throw BadRequest("no key") }
        let jws = try verifier.verify(request.text("token")[...], at: request.now())
        let claims = try jws.claims()
        var answer: JSONObject = ["alg": .string("\(jws.algorithm)")]
        answer["kid"] = jws.keyID.map { .string($0) }
        answer["claims"] = .object(try claims.object())
        return answer
    }

    /// Everything that a server checks: `TokenAuthority`.
    private mutating func authority(_ request: JSONObject) throws -> JSONObject {
        var identity = request
        identity["token"] = nil
        identity["op"] = nil
        let source = try JSONValue.object(identity).serialized()
        if authorities[source] == nil {
            let now = try request.now()
            let policy = TokenPolicy(
                issuer: request["issuer"]?.string, audience: (request["audience"]?.string).map { Audience($0) },
                leeway: .seconds(request["leeway"]?.integer ?? 0))
            let key = try SigningKey(jwk: request.object("jwk"))
            authorities[source] = try TokenAuthority(signingKey: key, policy: policy, clock: TokenClock { now })
        }
        guard let authority = authorities[source] else { throw BadRequest("no key") }
        let token = try authority.verify(request.text("token"))
        return ["sub": .string(token.subject)]
    }

    private mutating func signer(_ request: JSONObject) throws -> JWSSigner {
        let source = try request.value("jwk").serialized()
        if let known = signers[source] { return known }
        let signer = try JWSSigner(key: SigningKey(jwk: request.object("jwk")))
        signers[source] = signer
        return signer
    }

    private static func keys(_ request: JSONObject) throws -> [VerificationKey] {
        if let set = request["jwks"] { return try JWKSet(parsing: set.serialized()).keys }
        let jwk = try request.object("jwk")
        // A shared secret has no public form.
        if jwk["kty"]?.string == "oct" { return [try SigningKey(jwk: jwk).verificationKey] }
        return [try VerificationKey(jwk: jwk)]
    }

    private func payload(_ request: JSONObject) throws -> [UInt8] { try request.value("payload").serialized() }

    private func algorithm(_ request: JSONObject) throws -> JWSAlgorithm {
        guard let algorithm = JWSAlgorithm(name: try request.text("alg")) else { throw BadRequest("unknown alg") }
        return algorithm
    }
}
