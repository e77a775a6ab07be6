import Foundation
import FuzzSupport
import MapaeJOSE

/// Keys in PEM, in two ways: the input as text, and the input as DER behind a byte that chooses the label, as no mutation
/// of base64 would come far into the DER.
/// - Returns: Zero, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPEM(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    check(String(decoding: bytes, as: UTF8.self))
    if let label = bytes.first, Int(label) < labels.count {
        let name = labels[Int(label)]
        let text = Data(bytes.dropFirst()).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        check("-----BEGIN \(name)-----\n\(text)\n-----END \(name)-----\n")
    }
    return 0
}

private let labels = ["PRIVATE KEY", "PUBLIC KEY", "RSA PRIVATE KEY", "RSA PUBLIC KEY", "EC PRIVATE KEY"]

private func check(_ pem: String) {
    if let key = try? VerificationKey(pem: pem) {
        KeyProperties.check(key)
        Property.check((try? SigningKey(pem: pem)) == nil, "a public key passes for a private one")
    } else if let key = try? SigningKey(pem: pem) {
        KeyProperties.check(key)
    }
}
