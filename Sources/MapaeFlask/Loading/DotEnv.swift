/// The variables of a `.env` file, read as python-dotenv 1.2 reads it.
///
/// ```text
/// # A comment
/// export JWT_ALGORITHM=RS256        # another
/// JWT_COOKIE_DOMAIN = 'example.com'
/// JWT_DECODE_AUDIENCE="${HOST:-localhost}/api"
/// JWT_PUBLIC_KEY="-----BEGIN PUBLIC KEY-----
/// …
/// -----END PUBLIC KEY-----"
/// ```
///
/// Quoted values go on over lines. In double quotes `\n`, `\t`, `\"`, `\\` and Python's other letters are escapes, in single
/// quotes `\'` and `\\` alone. `${NAME}` and `${NAME:-default}` are replaced wherever they stand, also in single quotes,
/// from the environment and then from the lines above; what is not set is empty. `$NAME` stays. Of two lines with one name
/// the later counts; a name without `=` sets nothing, and unsets what a line above has set.
///
/// One thing differs: a line that python-dotenv cannot read it skips with a warning. Here the file is refused, because such
/// a line might have switched a protection on.
struct DotEnv: Sendable {
    /// The largest file, in bytes.
    static let maximumBytes = 1024 * 1024

    /// Name and value, as they stand in the file, before anything is replaced.
    private let bindings: [(name: String, value: String?)]

    /// Parses a file.
    /// - Throws: ``DotEnvError``: `tooLarge`, `notUTF8` or `malformedLine`.
    init(parsing bytes: [UInt8]) throws(DotEnvError) {
        guard bytes.count <= Self.maximumBytes else { throw DotEnvError(.tooLarge) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw DotEnvError(.notUTF8) }
        var reader = DotEnvReader(text)
        var bindings: [(name: String, value: String?)] = []
        while !reader.isAtEnd {
            if let binding = try reader.statement() { bindings.append(binding) }
        }
        self.bindings = bindings
    }

    /// The variables.
    /// - Parameter environment: What `${…}` means before the file's own lines are asked.
    func variables(environment: [String: String]) -> [String: String] {
        var variables: [String: String?] = [:]
        for (name, value) in bindings {
            let replaced = value.map { Self.replaced($0) { environment[$0] ?? variables[$0].map { $0 ?? "" } } }
            variables.updateValue(replaced, forKey: name)
        }
        return variables.compactMapValues(\.self)
    }

    /// Replaces `${NAME}` and `${NAME:-default}`. What has a colon and no such default stays as it is.
    private static func replaced(_ value: String, _ lookUp: (String) -> String?) -> String {
        var rest = Array(value.unicodeScalars)[...]
        var result = String.UnicodeScalarView()
        while let start = rest.indices.first(where: { rest[$0...].starts(with: ["$", "{"]) }),
            let end = rest[start...].firstIndex(of: "}")
        {
            let inside = rest[(start + 2)..<end]
            let name = inside.prefix { $0 != ":" }
            let behind = inside.dropFirst(name.count)
            if behind.isEmpty || behind.starts(with: [":", "-"]) {
                result.append(contentsOf: rest[..<start])
                let value = lookUp(String(String.UnicodeScalarView(name)))
                result.append(contentsOf: value.map { Array($0.unicodeScalars) } ?? Array(behind.dropFirst(2)))
                rest = rest[(end + 1)...]
            } else {
                // The next attempt begins behind this `$`, as a regular expression's would.
                result.append(contentsOf: rest[...start])
                rest = rest[(start + 1)...]
            }
        }
        result.append(contentsOf: rest)
        return String(result)
    }
}
