#if Server
import HTTPTypes
import Mapae
import MapaeAccounts
import MapaeJOSE
import MapaeSQL
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("From login to refresh")
struct StoryTests {
    @Test("a login opens /me, a refresh makes new tokens, and those open /me too")
    func story() async throws {
        try await Fixture.routes { fixture, client in
            let login = try await client.login()
            #expect(login.status == 200)
            #expect(login.headers[.cacheControl] == "no-store")
            #expect(login.headers[.contentType] == "application/json; charset=utf-8")
            #expect(
                try login.object.members.map(\.name) == [
                    "access_token", "refresh_token", "token_type", "expires_in", "device_token",
                ])
            #expect(try login.member("token_type") == "Bearer")
            #expect(try login.object["expires_in"]?.integer == 900)
            let first = try Tokens(login)

            let me = try await client.get("/me", token: first.access)
            #expect(me.status == 200)
            #expect(try me.member("preferred_username") == "ada")
            let subject = try me.member("sub")
            #expect(subject.utf8.count == 22)

            fixture.clock.advance(by: .seconds(900))
            try await client.get("/me", token: first.access).expectRefusal(401, "token_expired")

            let refresh = try await client.refresh(bearer: first.refresh)
            #expect(refresh.status == 200)
            #expect(refresh.headers[.cacheControl] == "no-store")
            let second = try Tokens(refresh)
            #expect(second.access != first.access && second.refresh != first.refresh)
            let again = try await client.get("/me", token: second.access)
            #expect(again.status == 200)
            #expect(try again.member("sub") == subject)

            let third = try Tokens(try await client.refresh(body: second.refresh))
            #expect(try await client.get("/me", token: third.access).status == 200)
            fixture.clock.advance(by: .seconds(30 * 24 * 3600))
            try await client.refresh(bearer: third.refresh).expectRefusal(401, "token_expired")
        }
    }

    @Test("a token from a login is fresh, one from a refresh is not")
    func freshness() async throws {
        try await Fixture.routes { fixture, client in
            let first = try await client.tokens()
            let second = try Tokens(try await client.refresh(bearer: first.refresh))
            #expect(try fixture.server.authority.verify(first.access).isFresh)
            #expect(try !fixture.server.authority.verify(second.access).isFresh)
            let claims = try UnverifiedToken(second.refresh).unverifiedClaims()
            #expect(claims["fresh"] == nil)
            #expect(claims["type"]?.string == "refresh")
        }
    }

    @Test("a name is folded, so that ADA logs in as ada")
    func folding() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens("ADA")
            #expect(try await client.get("/me", token: tokens.access).member("preferred_username") == "ada")
        }
    }

    @Test("no route takes the other kind of token")
    func kinds() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            try await client.get("/me", token: tokens.refresh).expectRefusal(401, "wrong_token_type")
            try await client.refresh(bearer: tokens.access).expectRefusal(401, "wrong_token_type")
            try await client.refresh(body: tokens.access).expectRefusal(401, "wrong_token_type")
        }
    }

    @Test("a refresh token in the header and in the body at once is refused, also when it is the same")
    func twice() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            let body = try JSONValue.object(["refresh_token": .string(tokens.refresh)]).serialized()
            for header in ["Bearer \(tokens.refresh)", "Bearer x"] {
                try await client.send(
                    .post, "/refresh", [.authorization: header, .contentType: "application/json"], body: body
                ).expectRefusal(400, "invalid_request")
            }
            let empty = Array("{}".utf8)
            let alone = try await client.send(
                .post, "/refresh", [.authorization: "Bearer \(tokens.refresh)", .contentType: "application/json"],
                body: empty)
            #expect(alone.status == 200)
        }
    }

    @Test("tokens in the query or in a cookie are not seen (G8)")
    func elsewhere() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            try await client.get("/me?access_token=\(tokens.access)").expectRefusal(401, "missing_token")
            try await client.send(.get, "/me", [.cookie: "access_token=\(tokens.access)"]).expectRefusal(401)
            try await client.send(.post, "/refresh?refresh_token=\(tokens.refresh)").expectRefusal(400)
        }
    }

    @Test("several Authorization headers are refused, whichever comes first")
    func severalHeaders() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            for values in [[tokens.access, "x"], ["x", tokens.access], [tokens.access, tokens.access]] {
                var headers = HTTPFields()
                for value in values { headers.append(HTTPField(name: .authorization, value: "Bearer \(value)")) }
                try await client.send(.get, "/me", headers).expectRefusal(400, "invalid_request")
                try await client.send(.post, "/refresh", headers).expectRefusal(400, "invalid_request")
            }
        }
    }

    @Test("a user who is gone gets no new tokens, and trying ends the session (L12, R9)")
    func goneUser() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            try await Files.sql("DELETE FROM users", in: fixture.folder)
            #expect(try await client.get("/me", token: tokens.access).status == 200)
            try await client.login().expectRefusal(401, "invalid_credentials")
            try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "session_ended")
            try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
        }
    }

    @Test("a user who comes back under the same name is another one (O57)")
    func sameName() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            try await Files.sql("DELETE FROM users", in: fixture.folder)
            _ = try await fixture.server.accounts.create(username: Fixture.username, password: "another password")
            try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "session_ended")
        }
    }

    @Test("a token of another server opens nothing here")
    func otherServer() async throws {
        try await Fixture.routes { _, here in
            let tokens = try await here.tokens()
            try await Fixture.routes { _, there in
                try await there.get("/me", token: tokens.access).expectRefusal(401, "invalid_token")
                try await there.refresh(bearer: tokens.refresh).expectRefusal(401, "invalid_token")
            }
        }
    }
}
#endif
