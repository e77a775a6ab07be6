/// The grammar of one scope value (RFC 6749 §3.3): printable ASCII without space, `"` and `\`.
enum Scope {
    static func isValid(_ scope: String) -> Bool {
        !scope.isEmpty && scope.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }
}
