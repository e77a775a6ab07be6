import Foundation
import FuzzSupport
import MapaeJOSE

/// JSON texts: what is read is written and read again as the same, Foundation reads the same, and both of our readers
/// agree.
/// - Returns: Zero, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe input(start, count)
    JSONProperties.check(bytes)
    ClaimProperties.check(bytes, Result { () throws(JOSEError) in try ClaimSet(json: bytes) })
    return 0
}

private enum JSONProperties {
    static func check(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes) else { return }
        let compact = Property.require("what is read can be written") { try value.serialized() }
        for text in [compact, Array(value.pretty().utf8)] {
            let again = Property.require("what is written can be read") { try JSONValue(parsing: text) }
            let twice = Property.require("what is read can be written") { try again.serialized() }
            Property.check(twice == compact, "writing and reading is not stable")
        }
        let other = Property.require("Foundation reads it too") {
            try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        }
        Property.check(isSame(value, other), "Foundation reads something else")
    }

    /// Foundation drops U+FEFF at the beginning of a text, or of a piece of it between escapes, as a mark of its encoding.
    private static func withoutMarks(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0 != "\u{FEFF}" }
    }

    private static func hasMark(_ text: String) -> Bool { text.unicodeScalars.contains("\u{FEFF}") }

    private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
        switch value {
        case .null: return other is NSNull
        case .bool(let bool): return (other as? Bool) == bool
        case .integer(let integer): return (other as? NSNumber)?.int64Value == integer
        case .number(let number):
            // Foundation keeps many digits as a decimal, whose conversion rounds once for each power of ten.
            guard let other = (other as? NSNumber)?.doubleValue else { return false }
            return (other - number).magnitude <= number.magnitude * 1e-13
        case .string(let text):
            return (other as? String).map { withoutMarks($0).elementsEqual(withoutMarks(text)) } ?? false
        case .array(let elements):
            guard let others = other as? [Any], others.count == elements.count else { return false }
            return zip(elements, others).allSatisfy(isSame)
        case .object(let object):
            // Names that Foundation takes for one although their bytes differ are not compared.
            if value.hasEquivalentNames || object.members.contains(where: { hasMark($0.name) }) { return true }
            guard let others = other as? [String: Any], others.count == object.members.count else { return false }
            return object.members.allSatisfy { member in others[member.name].map { isSame(member.value, $0) } ?? false }
        }
    }
}
