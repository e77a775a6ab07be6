/// The parameters of answers to authorization requests (RFC 6749 §4.1.2, RFC 9207 §2).
enum AnswerParameters {
    static let names = ["code", "error", "error_description", "error_uri", "state", "iss"]
}
