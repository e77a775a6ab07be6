import FuzzSupport
import HTTPTypes
import Mapae
import MapaeFlask

/// What carriers read of a request: header fields, cookies, queries and forms. What is found is read again as the same.
/// - Returns: Zero, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    checkForm(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    checkCookie(text)
    checkHeader(text)
    checkPassword(text)
    checkSettings(bytes)
    let essence = MediaTypeText.essence(text)
    Property.check(!(MediaTypeText.isJSON(essence) && MediaTypeText.isForm(essence)), "a type is two types")
    Property.check(essence.count <= text.utf8.count, "a media type has grown")
    return 0
}

/// The name that is looked for has bytes that the dictionary and the seeds have too.
private let name = "access_token"

private func checkForm(_ bytes: [UInt8]) {
    guard let values = FormText.values(of: name, in: bytes) else { return }
    let written = values.map { "\(name)=" + escaped($0) }.joined(separator: "&")
    Property.check(FormText.values(of: name, in: Array(written.utf8)) == values, "a written form reads otherwise")
    Property.check(values.isEmpty || bytes.count >= values.count * 3, "a form has more values than places")
}

private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
        let digits = Array("0123456789ABCDEF")
        return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
}

private func checkCookie(_ text: String) {
    // What the field's own type does not take never reaches a carrier.
    let field = HTTPField(name: .cookie, value: text)
    guard let found = try? CookieHeader.value(of: name, in: HTTPFields([field])) else { return }
    Property.check(!found.utf8.contains(UInt8(ascii: ";")), "a cookie's value goes beyond its semicolon")
    let alone = HTTPField(name: .cookie, value: "\(name)=\(found)")
    let again = Property.require("a cookie is read alone") { try CookieHeader.value(of: name, in: HTTPFields([alone])) }
    Property.check(again.map { $0.utf8.elementsEqual(found.utf8) } ?? false, "a cookie alone reads otherwise")
    let twice = (try? CookieHeader.value(of: name, in: HTTPFields([field, alone]))) == nil
    Property.check(twice, "a cookie that comes twice is taken")
}

private func checkHeader(_ text: String) {
    let field = HTTPField(name: .authorization, value: text)
    guard let found = try? HeaderCarrier.bearer.token(in: HTTPFields([field])) else { return }
    Property.check(found.utf8.first != UInt8(ascii: " "), "a token begins with a space")
    let again = HTTPField(name: .authorization, value: "BEARER  \(found)")
    let same = Property.require("a token is read again") { try HeaderCarrier.bearer.token(in: HTTPFields([again])) }
    Property.check(same.map { $0.utf8.elementsEqual(found.utf8) } ?? false, "a token reads otherwise")
    Property.check((try? HeaderCarrier.bearer.token(in: HTTPFields([field, again]))) == nil, "two tokens are taken")
}

private func checkPassword(_ text: String) {
    guard let hash = try? WerkzeugHash(parsing: text) else { return }
    let again = Property.require("a written hash is read") { try WerkzeugHash(parsing: hash.text) }
    Property.check(again.text.utf8.elementsEqual(hash.text.utf8), "a written hash reads otherwise")
}

private func checkSettings(_ bytes: [UInt8]) {
    guard let settings = try? FlaskSettings(variables: [:], file: bytes) else { return }
    // What can be loaded is what a program may start with.
    Property.check((try? settings.validate()) != nil, "settings were loaded that are refused")
}
