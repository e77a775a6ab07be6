import Foundation
import Hummingbird
import HummingbirdMapae
import Logging
import NIOCore

/// A site whose tokens are in cookies, to be visited by a real browser: below `/lax` with cookies as they are unless told,
/// below `/none` with cookies that other sites' requests carry too, so that nothing but the CSRF value is left.
///
/// usage: mapae-browser-peer
@main
struct BrowserPeer {
    static func main() async throws {
        let key = try SigningKey.generate(.hs256)
        let router = Router(context: BasicTokenRequestContext.self)
        router.get("page") { _, _ in Page() }
        try Site(key: key, cookies: CookieCarrier(csrf: CSRFProtection(formField: "csrf_token")))
            .add(to: router, at: "lax")
        let open = CookieCarrier(
            accessName: "__Host-none_access", refreshName: "__Host-none_refresh", sameSite: SameSite.none,
            csrf: CSRFProtection(
                formField: "csrf_token", cookieName: "csrf_none_access", refreshCookieName: "csrf_none_refresh"))
        try Site(key: key, cookies: open).add(to: router, at: "none")
        var logger = Logger(label: "browser-peer")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                try? FileHandle.standardOutput.write(contentsOf: Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            }, logger: logger)
        try await application.runService()
    }
}

/// A page in which the test runs its scripts.
struct Page: ResponseGenerator {
    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: "<!doctype html><title>page</title><body>page</body>")))
    }
}
