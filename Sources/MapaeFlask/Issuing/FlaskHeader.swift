import MapaeJOSE

/// Puts a new token's header together: names in order, as Python sorts them.
enum FlaskHeader {
    /// The header.
    /// - Parameters:
    ///   - algorithm: What signs.
    ///   - additional: Further parameters, which replace `typ`. `alg` has been obeyed already.
    /// - Throws: ``FlaskIssueError`` `invalid_header` for a payload that is not in the token (RFC 7797).
    static func object(_ algorithm: JWSAlgorithm, _ additional: JSONObject) throws(FlaskIssueError) -> JSONObject {
        guard additional["b64"]?.bool != false else { throw FlaskIssueError(.invalidHeader) }
        var header: JSONObject = ["typ": "JWT"]
        for (name, value) in additional.members { header[name] = value }
        header["alg"] = .string(algorithm.description)
        if header["typ"]?.isFalsy ?? true { header["typ"] = nil }
        // True is what everybody assumes, so it is not said.
        header["b64"] = nil
        return sorted(header)
    }

    private static func sorted(_ object: JSONObject) -> JSONObject {
        var sorted = JSONObject()
        for (name, value) in object.members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            sorted[name] = Self.sorted(value)
        }
        return sorted
    }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object): .object(sorted(object))
        case .array(let elements): .array(elements.map(sorted))
        default: value
        }
    }
}
