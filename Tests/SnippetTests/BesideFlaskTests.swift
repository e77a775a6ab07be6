import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

/// Tokens that Flask-JWT-Extended 4.7.4 with PyJWT 2.15.1 has issued, with a life of a hundred years.
@Suite("Beside Flask-JWT-Extended")
struct BesideFlaskTests {
    private static let access =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6dHJ1ZSwiaWF0IjoxNzAwMDAwMDAwLCJqdGkiOiJlODc5MDEzZC0"
        + "xZTlkLTQzYWYtODc3Mi0yMmFmZDI0NjIyYjYiLCJ0eXBlIjoiYWNjZXNzIiwic3ViIjoiYWRhIiwibmJmIjoxNzAwMDAwMDAwLCJ"
        + "jc3JmIjoiZjYyOGI2NDctZjI5My00MWNjLTg5OTAtY2ZmYWYwODc2MjBjIiwiZXhwIjo0OTQ5MTY5NTc4fQ.mr3U3MAaw3xi7ZmA"
        + "o8-oDM_3wGdvIHn0xaKh7TrVblE"
    private static let refresh =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTcwMDAwMDAwMCwianRpIjoiMzFlZDkwMzA"
        + "tOTczYi00Y2QyLTkxNWUtNmUzZDgyMTJhODNmIiwidHlwZSI6InJlZnJlc2giLCJzdWIiOiJhZGEiLCJuYmYiOjE3MDAwMDAwMDA"
        + "sImNzcmYiOiJmOTI1NWM5ZS1mZjBhLTQ4NWItOTA2Yy1lMDA4YmY3NTNlYWEiLCJleHAiOjQ5NDkxNjk1Nzh9.Gwf5nP-Q0-"
        + "rJBkW8SyPOnllcNuqgC-hOp_6d94yU3y0"
    private static let freshForYears =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6NDk0OTE2OTU3OC40NjAzMzUsImlhdCI6MTcwMDAwMDAwMCwianR"
        + "pIjoiMzdhYTZhOTYtYmFhYi00YWIyLWJiYWYtNTMwNGRhYmY4ZDEyIiwidHlwZSI6ImFjY2VzcyIsInN1YiI6ImFkYSIsIm5iZiI"
        + "6MTcwMDAwMDAwMCwiY3NyZiI6ImFiY2I5ZWE1LTNhOTYtNDQxNC05ZjVlLTE3NmM5MGVlMWY1ZiIsImV4cCI6NDk0OTE2OTU3OH0"
        + ".jXdHN6UiFrrT_K27sODspgHj29QbOtpV4WvJ7lYBF5A"

    /// The value that it wrote into the token, and into the readable cookie beside it.
    private static func csrf(_ token: String) throws -> String? {
        try UnverifiedToken(token).unverifiedClaims()["csrf"]?.string
    }

    @Test func `its tokens open the routes, each kind its own`() async throws {
        try await withClient(of: besideFlask(secret: Bench.secret)) { client async throws in
            #expect(try await client.get("/protected", .bearer(Self.access)).member("logged_in_as") == "ada")
            #expect(try await client.get("/protected", .bearer(Self.refresh)).error == "wrong_token_type")
            #expect(try await client.get("/fresh", .bearer(Self.access)).text == "ada")
            #expect(try await client.get("/fresh", .bearer(Self.freshForYears)).text == "ada")
            #expect(try await client.post("/refresh", .bearer(Self.refresh)).status == .ok)
        }
        let other = "another secret that is long and random enough 0a9b8c7d"
        try await withClient(of: besideFlask(secret: other)) { client async throws in
            #expect(try await client.get("/protected", .bearer(Self.access)).error == "invalid_token")
        }
    }

    @Test func `its cookies open the routes, with the CSRF value that it has written`() async throws {
        let cookie = HTTPFields.cookies(["access_token_cookie": Self.access])
        try await withClient(of: besideFlask(secret: Bench.secret)) { client async throws in
            #expect(try await client.get("/protected", cookie).status == .ok)
            #expect(try await client.post("/protected", cookie).error == "csrf_token_missing")
            let right = cookie.with("X-CSRF-TOKEN", try Self.csrf(Self.access))
            #expect(try await client.post("/protected", right).status == .ok)
            let refreshs = cookie.with("X-CSRF-TOKEN", try Self.csrf(Self.refresh))
            #expect(try await client.post("/protected", refreshs).error == "csrf_token_mismatch")
        }
    }

    @Test func `its cookies' names are used when tokens are issued here`() async throws {
        try await withClient(of: besideFlask(secret: Bench.secret)) { client async throws in
            let names = ["access_token_cookie", "csrf_access_token", "csrf_refresh_token", "refresh_token_cookie"]
            let login = try await client.login()
            #expect(login.cookies.keys.sorted() == names)
            let token = try #require(login.cookies["access_token_cookie"])
            let claims = try UnverifiedToken(token).unverifiedClaims()
            #expect(claims["csrf"]?.string == login.cookies["csrf_access_token"])
            #expect(claims["nbf"]?.integer == claims["iat"]?.integer && claims["type"]?.string == "access")
        }
    }
}
