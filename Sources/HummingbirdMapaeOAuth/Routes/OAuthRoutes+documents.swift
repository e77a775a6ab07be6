import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae
import MapaeJOSE
import MapaeOAuth
import NIOCore

/// What everybody may read and keep for a while: metadata, keys, and what pages are made with.
extension OAuthRoutes {
    func addDocuments(_ server: AuthorizationServer) {
        let metadata: Handler = { request, _ in
            let members = server.metadata(locales: PageLanguage.allCases.map(\.rawValue))
            return try Self.document(
                JSONValue.object(members).serialized(), "application/json", "public, max-age=300", request)
        }
        for path in server.metadataPaths { add(path, [(.get, metadata)], isOpen: true, isRead: true) }
        for asset in [PageAsset.stylesheet, .sender] {
            let handler: Handler = { request, _ in
                var response = Self.document(
                    asset.content, asset.contentType, "public, max-age=31536000, immutable", request)
                response.headers[.xContentTypeOptions] = "nosniff"
                return response
            }
            add(server.issuer.path + asset.path, [(.get, handler)], isRead: true)
        }
    }

    /// The keys that check what the server signs (RFC 7517 §5).
    func addKeySet(_ server: AuthorizationServer) {
        let keySet: Handler = { request, _ in
            try Self.document(
                server.publicKeys().serialized(), "application/jwk-set+json", "public, max-age=300", request)
        }
        add(server.issuer.path + server.settings.endpoints.keySet, [(.get, keySet)], isOpen: true, isRead: true)
    }

    /// A document, or that it has not changed (RFC 9110 §13.1.2).
    private static func document(
        _ content: [UInt8], _ type: String, _ cacheControl: String, _ request: Request
    ) -> Response {
        let tag = EntityTag(of: content)
        var headers: HTTPFields = [.eTag: tag.text, .cacheControl: cacheControl]
        if tag.isNamed(by: request.headers[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = type
        headers[.contentLength] = "\(content.count)"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }
}
