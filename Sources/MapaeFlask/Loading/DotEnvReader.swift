/// Reads the statements of a `.env` file one by one, with the rules of python-dotenv 1.2.
///
/// It goes by Unicode scalars, which are what Python's regular expressions see: a combining mark behind a `=` is no part of
/// the sign, and `"\r\n"` are two.
struct DotEnvReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        // Python opens files so that each of its three ends of a line is read as "\n", also within quotes.
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar != "\n" || last != "\r" { scalars.append(scalar == "\r" ? "\n" : scalar) }
            last = scalar
        }
        self.scalars = scalars
        if scalars.first == "\u{FEFF}" { index = 1 }
    }

    var isAtEnd: Bool { index >= scalars.count }

    /// The next statement, without a value where there is no `=`; nil for a comment and the end.
    mutating func statement() throws(DotEnvError) -> (name: String, value: String?)? {
        skip(while: Self.isSpace)
        guard !isAtEnd else { return nil }
        let error = DotEnvError(.malformedLine, line: line)
        skipExport()
        let name = try name(error)
        skip(while: Self.isBlank)
        let value = peek == "=" ? try value(error) : nil
        skipComment()
        skip(while: Self.isBlank)
        guard isAtEnd || peek == "\n" else { throw error }
        skip(while: Self.isSpace)
        return name.map { ($0, value) }
    }

    private var peek: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

    /// Nil for a comment.
    private mutating func name(_ error: DotEnvError) throws(DotEnvError) -> String? {
        switch peek {
        case "#":
            return nil
        case "'":
            index += 1
            let name = take { $0 != "'" }
            guard !name.isEmpty, peek == "'" else { throw error }
            index += 1
            return name
        default:
            let name = take { $0 != "=" && $0 != "#" && !Self.isSpace($0) }
            guard !name.isEmpty else { throw error }
            return name
        }
    }

    private mutating func value(_ error: DotEnvError) throws(DotEnvError) -> String {
        index += 1
        let start = index
        skip(while: Self.isBlank)
        switch peek {
        case "'": return try quoted(by: "'", error)
        case "\"": return try quoted(by: "\"", error)
        // `NAME= # comment` has no value, `NAME=#1` has one.
        case "#" where index > start: return ""
        default: return unquoted()
        }
    }

    /// Up to the end of the line, to white space before a `#`, and without white space at its end.
    private mutating func unquoted() -> String {
        var value = Array(takeScalars { $0 != "\n" })
        if let mark = value.indices.dropFirst().first(where: { value[$0] == "#" && Self.isSpace(value[$0 - 1]) }) {
            value.removeSubrange(mark...)
        }
        while let last = value.last, Self.isSpace(last) { value.removeLast() }
        return Self.text(value)
    }

    private mutating func quoted(by quote: Unicode.Scalar, _ error: DotEnvError) throws(DotEnvError) -> String {
        index += 1
        var value: [Unicode.Scalar] = []
        while let scalar = next() {
            if scalar == quote { return Self.text(value) }
            guard scalar == "\\" else {
                value.append(scalar)
                continue
            }
            guard let escaped = next() else { break }
            if let meaning = Self.escape(escaped, in: quote) {
                value.append(meaning)
            } else {
                value += [scalar, escaped]
            }
        }
        throw error
    }

    /// What a scalar behind a backslash means; nil where the backslash is itself.
    private static func escape(_ scalar: Unicode.Scalar, in quote: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\\", "'": scalar
        case _ where quote == "'": nil
        case "\"": scalar
        case "a": "\u{7}"
        case "b": "\u{8}"
        case "f": "\u{C}"
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "v": "\u{B}"
        default: nil
        }
    }

    /// `export` counts only before white space: `export=1` sets a variable of that name.
    private mutating func skipExport() {
        let word: [Unicode.Scalar] = ["e", "x", "p", "o", "r", "t"]
        guard scalars[index...].starts(with: word), index + word.count < scalars.count,
            Self.isBlank(scalars[index + word.count])
        else { return }
        index += word.count
        skip(while: Self.isBlank)
    }

    private mutating func skipComment() {
        let start = index
        skip(while: Self.isBlank)
        guard peek == "#" else {
            index = start
            return
        }
        skip { $0 != "\n" }
    }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        if scalar == "\n" { line += 1 }
        index += 1
        return scalar
    }

    private mutating func skip(while isSkipped: (Unicode.Scalar) -> Bool) {
        _ = takeScalars(while: isSkipped)
    }

    private mutating func take(while isTaken: (Unicode.Scalar) -> Bool) -> String {
        Self.text(takeScalars(while: isTaken))
    }

    private mutating func takeScalars(while isTaken: (Unicode.Scalar) -> Bool) -> ArraySlice<Unicode.Scalar> {
        let start = index
        while let scalar = peek, isTaken(scalar) { _ = next() }
        return scalars[start..<index]
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        isSpace(scalar) && scalar != "\n"
    }

    /// What Python's `\s` and `str.strip` take for white space.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
