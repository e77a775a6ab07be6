package import HTTPTypes
package import Hummingbird

/// What programs in browsers may call from other sites (Fetch §3.2, RFC 9700 §2.6).
///
/// Every site may, and never with cookies: what is answered depends on what the request itself brings. So no origin is ever read.
package enum CrossOrigin {
    private static let any = "*"

    /// A response that every site may read.
    package static func opened(_ response: Response) -> Response {
        var response = response
        response.headers[.accessControlAllowOrigin] = any
        // How to come again, and with what.
        response.headers[.accessControlExposeHeaders] = "DPoP-Nonce, Retry-After, WWW-Authenticate"
        return response
    }

    /// What a browser is told that asks before.
    package static func preflight(_ methods: [HTTPRequest.Method]) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowOrigin: any,
                .accessControlAllowMethods: methods.map(\.rawValue).joined(separator: ", "),
                .accessControlAllowHeaders: "Authorization, Content-Type, DPoP",
                .accessControlMaxAge: "600",
            ])
    }
}
