import MapaeJOSE

/// The keys of the settings, made once, each bound to one algorithm.
///
/// `JWT_ALGORITHM` alone decides whether the secret or the pair is used, as in Flask-JWT-Extended. A token's `alg` then
/// picks one of these keys; it never makes another key of the same bytes.
struct FlaskKeys: Sendable {
    /// What signs, if there is anything.
    let signing: SigningKey?
    /// What checks, one for each algorithm.
    let checking: [VerificationKey]
    private let settings: FlaskSettings

    /// Makes the keys.
    /// - Parameters:
    ///   - settings: Settings that have been validated.
    ///   - hasEncodeKey: Whether a callback brings what signs.
    ///   - hasDecodeKey: Whether a callback brings what checks.
    init(_ settings: FlaskSettings, hasEncodeKey: Bool, hasDecodeKey: Bool) throws(FlaskSettingsError) {
        self.settings = settings
        let key = settings.algorithm.isSymmetric ? settings.secretKey : settings.privateKey
        // Who has no key to sign with can still check, where something else brings what checks.
        let canSign = key != nil || (settings.algorithm.isSymmetric && !hasDecodeKey)
        self.signing = hasEncodeKey || !canSign ? nil : try Self.signingKey(settings, settings.algorithm)
        self.checking = hasDecodeKey ? [] : try Self.checkingKeys(settings)
        try checkPair()
    }

    private static func checkingKeys(_ settings: FlaskSettings) throws(FlaskSettingsError) -> [VerificationKey] {
        let isSymmetric = settings.algorithm.isSymmetric
        guard isSymmetric || settings.publicKey != nil || settings.privateKey != nil else {
            throw FlaskSettingsError(.missingKey, "JWT_PUBLIC_KEY")
        }
        var keys: [VerificationKey] = []
        for algorithm in settings.allowedAlgorithms where algorithm.isSymmetric == isSymmetric {
            keys.append(try verificationKey(settings, algorithm))
        }
        return keys
    }

    /// A key of the settings for another algorithm of the same kind.
    func signingKey(for algorithm: JWSAlgorithm) throws(FlaskSettingsError) -> SigningKey {
        try Self.signingKey(settings, algorithm)
    }

    /// What would sign tokens that nobody here believes is a mistake. The ids are the keys' thumbprints.
    private func checkPair() throws(FlaskSettingsError) {
        guard settings.publicKey != nil, let signing, let checkingKey = checking.first else { return }
        let isPair = (signing.keyID ?? "").utf8.elementsEqual((checkingKey.keyID ?? "").utf8)
        guard isPair else {
            throw FlaskSettingsError(.refusedKey, "JWT_PUBLIC_KEY", cause: JOSEError(.mismatchedKey))
        }
    }

    private static func signingKey(
        _ settings: FlaskSettings, _ algorithm: JWSAlgorithm
    ) throws(FlaskSettingsError) -> SigningKey {
        let name = algorithm.isSymmetric ? "JWT_SECRET_KEY" : "JWT_PRIVATE_KEY"
        guard let key = algorithm.isSymmetric ? settings.secretKey : settings.privateKey else {
            throw FlaskSettingsError(.missingKey, name)
        }
        do throws(JOSEError) {
            return switch algorithm {
            case .hs256: try .hs256(secret: key.bytes)
            case .hs384: try .hs384(secret: key.bytes)
            case .hs512: try .hs512(secret: key.bytes)
            default: try SigningKey(pem: key.text, algorithm: algorithm)
            }
        } catch {
            throw FlaskSettingsError(.refusedKey, name, cause: error)
        }
    }

    private static func verificationKey(
        _ settings: FlaskSettings, _ algorithm: JWSAlgorithm
    ) throws(FlaskSettingsError) -> VerificationKey {
        guard !algorithm.isSymmetric, let key = settings.publicKey else {
            return try signingKey(settings, algorithm).verificationKey
        }
        do {
            return try VerificationKey(pem: key.text, algorithm: algorithm)
        } catch {
            throw FlaskSettingsError(.refusedKey, "JWT_PUBLIC_KEY", cause: error)
        }
    }
}

extension FlaskKey {
    /// The PEM text. What is no UTF-8 is no PEM either, and is refused as such.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension FlaskSettings {
    /// What presented tokens may be signed with; ``algorithm`` always belongs to them.
    var allowedAlgorithms: [JWSAlgorithm] {
        decodeAlgorithms.contains(algorithm) ? decodeAlgorithms : decodeAlgorithms + [algorithm]
    }
}
