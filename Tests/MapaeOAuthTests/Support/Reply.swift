import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import Testing

/// An answer with its JSON read.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String
    private let object: JSONObject

    init(_ answer: OAuthAnswer) throws {
        status = answer.status.code
        headers = answer.headers
        body = String(decoding: answer.body, as: UTF8.self)
        object = answer.body.isEmpty ? [:] : try #require(try JSONValue(parsing: answer.body).object)
    }

    subscript(name: String) -> JSONValue? { object[name] }
    var names: [String] { object.members.map(\.name) }
    var error: String? { object["error"]?.string }

    func text(_ name: String) throws -> String { try #require(object[name]?.string, "\(name) of \(names)") }
    var accessToken: String { get throws { try text("access_token") } }
    var refreshToken: String { get throws { try text("refresh_token") } }

    /// The claims of a token in the answer, which are not verified.
    func claims(_ name: String = "access_token") throws -> JSONObject {
        try UnverifiedToken(try text(name)).unverifiedClaims()
    }
}
