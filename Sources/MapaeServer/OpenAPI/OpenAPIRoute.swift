#if Server
import HTTPTypes
import Hummingbird

/// `GET /openapi.json`: what the server can be asked, for people and for programs (OpenAPI 3.1).
struct OpenAPIRoute: Sendable {
    func add(to router: Router<ServerContext>) {
        router.get("openapi.json") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
                body: .init(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_json)))
        }
    }
}
#endif
