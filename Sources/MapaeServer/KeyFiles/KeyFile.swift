#if Server
public import MapaeJOSE

/// The keys of a text: PEM, a JWK or a JWK Set, private or public.
public struct KeyFile: Sendable {
    /// How large a file of keys may be.
    public static let maximumBytes = 512 * 1024

    /// What the text is called in messages.
    public let name: String
    /// The keys that can be used, in their order.
    public let keys: [KeyMaterial]
    /// Why each of the others cannot be used; only a set can have some.
    public let refusals: [JOSEError]

    /// Reads keys.
    /// - Parameters:
    ///   - text: The text.
    ///   - name: What it is called in messages.
    ///   - algorithm: What a key is for that does not say it itself.
    /// - Throws: ``ServerError`` `key_file` when there is no key that can be used.
    public init(_ text: String, name: String, algorithm: JWSAlgorithm? = nil) throws(ServerError) {
        let isJSON = text.utf8.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
        do throws(JOSEError) {
            let results = isJSON ? try Self.json(text, algorithm) : [.success(try Self.pem(text, algorithm))]
            self.name = name
            self.keys = results.compactMap { try? $0.get() }
            self.refusals = results.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        } catch {
            throw ServerError(
                .keyFile, "\(name): \(Self.advice(error, isOther: !isJSON && !text.contains("-----BEGIN ")))")
        }
        guard !keys.isEmpty else {
            let reason = refusals.first.map(\.explanation) ?? "the set is empty."
            throw ServerError(.keyFile, "\(name) holds no key that can be used: \(reason)")
        }
    }

    private static func advice(_ error: JOSEError, isOther: Bool) -> String {
        if isOther {
            return "This is neither PEM nor a JWK nor a JWK Set. DER becomes PEM with: openssl pkey -inform DER"
        }
        if error.code == .invalidJSON { return "This begins as a JWK does, and is not JSON." }
        if error.code == .missingKeyAlgorithm { return error.explanation + " Say it with --alg." }
        return error.explanation
    }

    private static func pem(_ text: String, _ told: JWSAlgorithm?) throws(JOSEError) -> KeyMaterial {
        do {
            return KeyMaterial(try SigningKey(pem: text, algorithm: told), hasOwnID: false)
        } catch {
            guard error.code == .publicKey else { throw error }
            return KeyMaterial(try VerificationKey(pem: text, algorithm: told), hasOwnID: false)
        }
    }

    private static func json(
        _ text: String, _ told: JWSAlgorithm?
    ) throws(JOSEError) -> [Result<KeyMaterial, JOSEError>] {
        guard let object = try JSONValue(parsing: Array(text.utf8), limits: .keys).object else {
            throw JOSEError(.jsonNotAnObject)
        }
        guard let keys = object["keys"] else { return [.success(try jwk(object, told))] }
        guard let elements = keys.array else { throw JOSEError(.invalidKeySet) }
        return elements.map { element in
            guard let object = element.object else { return .failure(JOSEError(.invalidKeySet)) }
            do throws(JOSEError) { return .success(try jwk(object, told)) } catch { return .failure(error) }
        }
    }

    private static func jwk(_ object: JSONObject, _ told: JWSAlgorithm?) throws(JOSEError) -> KeyMaterial {
        let hasOwnID = object["kid"] != nil
        do {
            return KeyMaterial(try VerificationKey(jwk: object, algorithm: told), hasOwnID: hasOwnID)
        } catch {
            // `key_ops` of a private key say `sign`, so the members decide which kind it is, before what it is for.
            guard error.code == .privateKey else { throw error }
            return KeyMaterial(try SigningKey(jwk: object, algorithm: told), hasOwnID: hasOwnID)
        }
    }
}
#endif
