/// Writes HTML. The names of elements and attributes are texts of this program; all else is escaped, whoever it comes from: there is no
/// way to write a text as it is.
struct HTMLWriter: Sendable {
    /// What was written.
    private(set) var html = ""

    /// A document in a language.
    /// - Parameters:
    ///   - language: The language.
    ///   - content: Writes what stands in the document.
    static func document(language: String, _ content: (inout HTMLWriter) -> Void) -> String {
        var writer = HTMLWriter()
        writer.html = "<!DOCTYPE html>\n"
        writer.element("html", [("lang", language)], content)
        writer.html += "\n"
        return writer.html
    }

    /// An element with something in it.
    /// - Parameters:
    ///   - name: Its name.
    ///   - attributes: Its attributes. One that says only that it is there has an empty text.
    ///   - content: Writes what stands in it.
    mutating func element(
        _ name: StaticString, _ attributes: [(StaticString, String)] = [], _ content: (inout HTMLWriter) -> Void
    ) {
        start(name, attributes)
        content(&self)
        html += "</\(name)>"
    }

    /// An element with a text in it.
    mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)], _ text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// An element with a text in it.
    mutating func element(_ name: StaticString, _ text: String) { element(name, [], text) }

    /// An element that has nothing in it and no end, as `input`.
    mutating func void(_ name: StaticString, _ attributes: [(StaticString, String)]) { start(name, attributes) }

    /// A text.
    mutating func text(_ text: String) { html += Self.escaped(text) }

    private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        html += "<\(name)"
        for (name, value) in attributes { html += " \(name)=\"\(Self.escaped(value))\"" }
        html += ">"
    }

    /// As bytes: a mark that combines with a bracket must not hide it.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
