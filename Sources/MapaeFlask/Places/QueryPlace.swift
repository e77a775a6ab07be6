/// The query string of a request.
enum QueryPlace {
    /// The token in the parameter `JWT_QUERY_STRING_NAME`, behind its prefix.
    static func token(in path: String?, _ settings: FlaskSettings) throws(FlaskRefusal) -> Substring {
        let (name, prefix) = (settings.queryStringName, settings.queryStringValuePrefix)
        let parts = (path ?? "").utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let value = FormPairs.firstValue(of: name, in: parts[1]), !value.isEmpty else {
            // Written so in Flask-JWT-Extended, whose clients may compare it.
            throw .missing("Missing '\(name)' query paramater")
        }
        guard value.utf8.starts(with: prefix.utf8) else {
            throw .invalid(
                "Invalid value for query parameter '\(name)'. Expected the value to start with '\(prefix)'")
        }
        return Substring(value.utf8.dropFirst(prefix.utf8.count))
    }
}
