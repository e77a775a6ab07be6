import FuzzSupport
import MapaeJOSE

/// Tokens, in three ways: the input as the text of a token; as a header and a payload (apart by a zero byte) that are
/// signed rightly, without which no mutation would ever come past the signature; and as a signature, behind a byte from 1
/// on that chooses the algorithm.
/// - Returns: Zero, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzToken(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    TokenProperties.check(String(decoding: bytes, as: UTF8.self))
    if let selector = bytes.first, (1...JWSAlgorithm.allCases.count).contains(Int(selector)) {
        let header = #"{"alg":"\#(JWSAlgorithm.allCases[Int(selector) - 1])"}"#
        let signed = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array("{}".utf8))
        TokenProperties.check(signed + "." + Base64URL.encode(Array(bytes.dropFirst())))
    }
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let header = parts.count == 2 ? Array(parts[0]) : Array(#"{"alg":"HS256"}"#.utf8)
    TokenProperties.check(FuzzKeys.sign(header: header, payload: Array(parts[parts.count - 1])))
    return 0
}

private enum TokenProperties {
    static let now = NumericDate(seconds: 1_700_000_000)

    static func check(_ text: String) {
        let inOneStep = code { () throws(JOSEError) in try FuzzKeys.verifier.verify(text[...], at: now) }
        let inTwoSteps = code { () throws(JOSEError) in try FuzzKeys.verifier.verify(UnverifiedToken(text), at: now) }
        Property.check(inOneStep == inTwoSteps, "a token is judged otherwise when it is read and verified at once")
        guard let token = try? UnverifiedToken(text) else { return }
        Property.check(text.utf8.count <= TokenLimits().bytes, "a token beyond the limit is read")
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        Property.check(parts.count == 3, "a token of other than three parts is read")
        let decoded = parts.map { Base64URL.decode(String(decoding: $0, as: UTF8.self)) }
        for (part, bytes) in zip(parts, decoded) {
            guard let bytes else { return Property.check(false, "a part that is no base64url is read") }
            Property.check(Base64URL.encode(bytes).utf8.elementsEqual(part), "a token has a second spelling")
        }
        guard let jws = try? FuzzKeys.verifier.verify(token, at: now), let payload = decoded[1] else { return }
        checkHeader(token, jws)
        ClaimProperties.check(payload, Result { () throws(JOSEError) in try jws.claims() })
    }

    private static func code(_ verify: () throws(JOSEError) -> VerifiedJWS) -> JOSEError.Code? {
        do throws(JOSEError) {
            _ = try verify()
            return nil
        } catch { return error.code }
    }

    private static func checkHeader(_ token: UnverifiedToken, _ jws: VerifiedJWS) {
        Property.check(token.headerRefusal == nil, "a header that must be refused is verified")
        // A number that no `Double` holds is no reason to refuse a header.
        guard let header = try? token.unverifiedHeader() else { return }
        Property.check(header["alg"]?.string == "\(jws.algorithm)", "another algorithm than the header's")
        if let keyID = header["kid"] {
            Property.check(keyID.string == jws.keyID, "another key than the header's")
        }
        Property.check(header["typ"]?.string == jws.type, "another type than the header's")
        for name in ["crit", "b64", "zip", "enc", "cty"] {
            Property.check(header[name] == nil, "a header with a demand is verified")
        }
    }
}
