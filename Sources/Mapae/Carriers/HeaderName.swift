import HTTPTypes

/// The names of header fields (RFC 9110 §5.6.2).
enum HeaderName {
    static func isValid(_ name: String) -> Bool { HTTPField.Name(name) != nil }
}
