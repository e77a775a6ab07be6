import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae
import MapaeJOSE
import MapaeOAuth

/// What everybody may read and keep for a while: metadata, keys, and what pages are made with.
extension OAuthRoutes {
    func addDocuments(_ server: AuthorizationServer) {
        let metadata: Handler = { request, _ in
            let members = server.metadata(locales: PageLanguage.allCases.map(\.rawValue))
            return try .document(
                JSONValue.object(members).serialized(), "application/json", cacheControl: "public, max-age=300",
                to: request)
        }
        for path in server.metadataPaths { add(path, [(.get, metadata)], isOpen: true, isRead: true) }
        for asset in [PageAsset.stylesheet, .sender] {
            let handler: Handler = { request, _ in
                var response = Response.document(
                    asset.content, asset.contentType, cacheControl: "public, max-age=31536000, immutable", to: request)
                response.headers[.xContentTypeOptions] = "nosniff"
                return response
            }
            add(server.issuer.path + asset.path, [(.get, handler)], isRead: true)
        }
    }

    /// The keys that check what the server signs (RFC 7517 §5).
    func addKeySet(_ server: AuthorizationServer) {
        let keySet: Handler = { request, _ in
            try .document(
                server.publicKeys().serialized(), "application/jwk-set+json", cacheControl: "public, max-age=300",
                to: request)
        }
        add(server.issuer.path + server.settings.endpoints.keySet, [(.get, keySet)], isOpen: true, isRead: true)
    }
}
