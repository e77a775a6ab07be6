#if Server
import Hummingbird
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("The OpenAPI document")
struct OpenAPITests {
    @Test("names each route of the server, with its methods, and no other")
    func routes() async throws {
        try await Fixture.with { fixture in
            let document = try #require(
                try JSONValue(
                    parsing: Array(PackageResources.openapi_json), limits: JSONLimits(members: 10_000)
                ).object)
            var documented: Set<String> = []
            for path in try #require(document["paths"]?.object).members {
                for method in try #require(path.value.object).members {
                    documented.insert("\(method.name.uppercased()) \(path.name)")
                }
            }
            let served = fixture.server.router().routes.filter { $0.method != .head }.map { route in
                let path = "\(route.path)".split(separator: "/").map {
                    $0.hasPrefix(":") ? "{\($0.dropFirst())}" : "\($0)"
                }
                return "\(route.method) /\(path.joined(separator: "/"))"
            }
            #expect(documented == Set(served))
        }
    }

    @Test("is served as it is, to anybody")
    func served() async throws {
        try await Fixture.routes { _, client in
            let answer = try await client.get("/openapi.json")
            #expect(answer.status == 200)
            #expect(answer.body == Array(PackageResources.openapi_json))
        }
    }
}
#endif
