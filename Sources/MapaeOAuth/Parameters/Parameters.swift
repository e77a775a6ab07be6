import Mapae

/// The parameters of a form or of a query (RFC 6749 appendix B), read strictly and as bytes.
///
/// A parameter that stands there twice has no value here, not its first nor its last: what a proxy read and what is
/// read here could be two things. ``checkUnique()`` refuses it.
public struct Parameters: Sendable, CustomStringConvertible, CustomReflectable {
    let pairs: [(name: String, value: String)]
    private let repeatable: [String]

    /// Reads a form or a query.
    /// - Parameters:
    ///   - text: What stands in the body, or behind the `?` of a target.
    ///   - repeatable: The names that may come more than once: `resource` (RFC 8707 §2).
    ///   - limits: How large it may be.
    /// - Throws: ``OAuthError`` `invalid_request` for what is too large, a `%` without two hexadecimal digits, bytes
    ///   that are not UTF-8, a NUL, and control characters that are not escaped, which no form has.
    public init(
        parsing text: some Collection<UInt8>, repeatable: [String] = [], limits: ParameterLimits = .init()
    ) throws(OAuthError) {
        guard text.count <= limits.bytes else { throw OAuthError(.invalidRequest, "The parameters are too long.") }
        var pairs: [(name: String, value: String)] = []
        for pair in text.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < limits.count else {
                throw OAuthError(.invalidRequest, "There are too many parameters.")
            }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0].count <= limits.nameBytes, (parts.last?.count ?? 0) <= limits.valueBytes else {
                throw OAuthError(.invalidRequest, "A parameter is too long.")
            }
            pairs.append((try Self.text(parts[0]), parts.count == 2 ? try Self.text(parts[1]) : ""))
        }
        self.pairs = pairs
        self.repeatable = repeatable
    }

    /// The value of a parameter that comes once; `nil` without one, with an empty one, which counts as none (RFC 6749
    /// §3.1), and with two of them.
    public subscript(name: String) -> String? {
        let found = pairs.filter { $0.name.utf8.elementsEqual(name.utf8) }
        return found.count == 1 && !found[0].value.isEmpty ? found[0].value : nil
    }

    /// The values of a parameter that may be repeated, in their order, without empty ones.
    public func values(of name: String) -> [String] {
        pairs.filter { $0.name.utf8.elementsEqual(name.utf8) && !$0.value.isEmpty }.map(\.value)
    }

    /// Whether a parameter is there at all, be it empty or repeated.
    public func contains(_ name: String) -> Bool { pairs.contains { $0.name.utf8.elementsEqual(name.utf8) } }

    /// Whether there are none at all.
    public var isEmpty: Bool { pairs.isEmpty }

    /// Whether a parameter that may come once comes twice.
    public func isRepeated(_ name: String) -> Bool {
        !repeatable.contains { $0.utf8.elementsEqual(name.utf8) }
            && pairs.count { $0.name.utf8.elementsEqual(name.utf8) } > 1
    }

    /// Refuses a request that has a parameter twice, known or not (RFC 6749 §3.1, §3.2).
    /// - Throws: ``OAuthError`` `invalid_request`.
    public func checkUnique() throws(OAuthError) {
        guard !pairs.contains(where: { isRepeated($0.name) }) else {
            throw OAuthError(.invalidRequest, "A parameter is repeated; send each once.")
        }
    }

    /// How many there are, and none of them: codes, tokens and secrets come this way.
    public var description: String { "Parameters(\(pairs.count))" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// The text of a name or value.
    private static func text(_ raw: some Collection<UInt8>) throws(OAuthError) -> String {
        guard raw.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), let bytes = FormText.decoded(raw), !bytes.contains(0),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw OAuthError(
                .invalidRequest, "A parameter is not written as application/x-www-form-urlencoded in UTF-8.")
        }
        return text
    }
}
