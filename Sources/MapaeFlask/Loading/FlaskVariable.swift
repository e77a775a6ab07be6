import HTTPTypes
import Mapae
import MapaeJOSE

/// A variable's value, and how each kind of setting reads it.
///
/// Under `FLASK_` a value is what Flask's `from_prefixed_env` makes of it: JSON where it is JSON, and else a text. Without
/// the prefix it is a text that the application itself reads, so that Python's spellings count too.
struct FlaskVariable: Sendable {
    /// The setting, beginning with `JWT_`.
    let setting: String
    private let text: String
    /// What Flask makes of the text; nil where it stays a text, or where Flask does not look at it.
    private let json: JSONValue?
    private let isPrefixed: Bool

    init(setting: String, text: String, isPrefixed: Bool) {
        self.setting = setting
        self.text = text
        self.isPrefixed = isPrefixed
        json = isPrefixed ? Self.json(text) : nil
    }

    /// Whether the two are read alike. `"a"` and `null` are not, where only one of them is JSON.
    func isSame(as other: Self) -> Bool {
        text.utf8.elementsEqual(other.text.utf8) && isTextAlone == other.isTextAlone
    }

    /// Whether the value is the text itself, whoever reads it.
    private var isTextAlone: Bool {
        switch json {
        case .string, .null: false
        default: true
        }
    }

    /// Whether it says that there is no value: JSON's `null`, Python's `None`, or nothing at all.
    func isNone() throws(FlaskSettingsError) -> Bool { text.isEmpty ? true : try isNull() }

    /// Whether it says so in a word: JSON's `null` or Python's `None`.
    func isNull() throws(FlaskSettingsError) -> Bool {
        if case .null = json { return true }
        guard isText("None") else { return false }
        // Flask would go on with the text "None".
        if isPrefixed { throw FlaskSettingsError(.textInFlask, setting) }
        return true
    }

    func string() throws(FlaskSettingsError) -> String {
        guard let json else {
            if isText("None") { throw invalid }
            return text
        }
        guard let string = json.string else { throw invalid }
        return string
    }

    func bool() throws(FlaskSettingsError) -> Bool {
        switch json {
        case .bool(let value): return value
        case .integer(0), .integer(1): return json?.integer == 1
        case .some: throw invalid
        case nil: break
        }
        if isText("True") { return true }
        if isText("False") {
            // Every text that is not empty is true to Flask, and who wrote this thinks the opposite.
            if isPrefixed { throw FlaskSettingsError(.textInFlask, setting) }
            return false
        }
        guard !isPrefixed else { throw invalid }
        if isText("true") || isText("1") { return true }
        if isText("false") || isText("0") { return false }
        throw invalid
    }

    /// Whole seconds, of at most eighteen digits.
    func seconds() throws(FlaskSettingsError) -> Int64 {
        if let json {
            guard let seconds = json.integer else { throw invalid }
            return seconds
        }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !isPrefixed, (1...18).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let seconds = Int64(text)
        else { throw invalid }
        return seconds
    }

    /// Seconds, or `False` for ever: Flask-JWT-Extended's own words for it.
    func lifetime() throws(FlaskSettingsError) -> FlaskLifetime {
        if let json, let value = json.bool {
            guard !value else { throw invalid }
            return .insecureNeverExpires
        }
        if !isPrefixed, isText("False") || isText("false") { return .insecureNeverExpires }
        return .seconds(try seconds())
    }

    /// Texts as a JSON list, as a Python list or tuple, or with commas between them.
    func list() throws(FlaskSettingsError) -> [String] {
        if let texts = try literalList() { return texts }
        let texts = try string().utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Self.trimmed($0) }
        guard texts.allSatisfy({ !$0.isEmpty }) else { throw invalid }
        return texts
    }

    /// One name, or several as a list. A comma may stand in a name, so it parts none.
    func names() throws(FlaskSettingsError) -> FlaskNames {
        // Flask would go on with one long name.
        if isPrefixed, json == nil, PythonList.texts(text) != nil { throw FlaskSettingsError(.textInFlask, setting) }
        if let texts = try literalList() { return FlaskNames(texts) }
        return FlaskNames(try string())
    }

    func algorithm(_ name: String) throws(FlaskSettingsError) -> JWSAlgorithm {
        guard let algorithm = JWSAlgorithm(name: name) else { throw FlaskSettingsError(.unknownAlgorithm, setting) }
        return algorithm
    }

    func location(_ name: String) throws(FlaskSettingsError) -> FlaskLocation {
        guard let location = FlaskLocation.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else {
            throw FlaskSettingsError(.unknownLocation, setting)
        }
        return location
    }

    func method(_ name: String) throws(FlaskSettingsError) -> HTTPRequest.Method {
        guard let method = HTTPRequest.Method(name) else { throw invalid }
        return method
    }

    /// `None` is here the attribute's value, as whoever wrote it found it in the documentation; nothing, and JSON's `null`,
    /// are no attribute.
    func sameSite() throws(FlaskSettingsError) -> SameSite? {
        if case .null = json { return nil }
        let name = json == nil ? text : try string()
        if name.isEmpty { return nil }
        guard let value = SameSite.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else {
            throw invalid
        }
        return value
    }

    /// A key. The lines of a PEM text may be parted by `\n` in two letters, as variables of one line have it.
    func key() throws(FlaskSettingsError) -> FlaskKey {
        let text = try string()
        guard text.utf8.starts(with: "-----BEGIN ".utf8) else { return FlaskKey(text) }
        return FlaskKey(text.replacing("\\n", with: "\n"))
    }

    private var invalid: FlaskSettingsError { FlaskSettingsError(.invalidValue, setting) }

    /// Nil where it is no list; a list of anything but texts is refused.
    private func literalList() throws(FlaskSettingsError) -> [String]? {
        if let elements = (json ?? Self.json(text))?.array {
            let texts = elements.compactMap(\.string)
            guard texts.count == elements.count else { throw invalid }
            return texts
        }
        if json == nil, let texts = PythonList.texts(text) { return texts }
        // What begins as a list and is none is no name either.
        guard json != nil || ![UInt8(ascii: "["), UInt8(ascii: "(")].contains(text.utf8.first) else { throw invalid }
        return nil
    }

    private func isText(_ word: StaticString) -> Bool {
        json == nil && text.utf8.elementsEqual(word.description.utf8)
    }

    private static func trimmed(_ bytes: Substring.UTF8View) -> String {
        let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        return String(Substring(start.prefix(start.count - start.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count)))
    }

    /// Nil for what is no JSON. What Python reads and we do not, a number beyond all bounds or a name twice, is a number that
    /// is none: it fits no setting.
    private static func json(_ text: String) -> JSONValue? {
        do throws(JOSEError) {
            // Python reads a NUL in a text as any other character.
            return try JSONValue(parsing: Array(text.utf8), limits: JSONLimits(allowsNUL: true))
        } catch {
            let isWord = ["NaN", "Infinity", "-Infinity"].contains { text.utf8.elementsEqual($0.utf8) }
            let isBoundless =
                text.utf8.last.map { (0x30...0x39).contains($0) } == true && Double(text)?.isInfinite == true
            return error.code != .invalidJSON || isWord || isBoundless ? .number(.nan) : nil
        }
    }
}
