import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MapaeJOSE
import NIOCore
import Synchronization
import Testing

/// A browser, as far as pages without scripts need one: it keeps cookies, reads forms and follows redirects at its own site.
final class Visitor: Sendable {
    let client: any TestClientProtocol
    let issuer: String
    private let cookies = Mutex<[String: String]>([:])

    init(client: any TestClientProtocol, issuer: String) {
        self.client = client
        self.issuer = issuer
    }

    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }
    func setCookie(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }

    /// One request.
    func send(
        _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        let jar = cookies.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
        if !jar.isEmpty, headers[.cookie] == nil { headers[.cookie] = jar.joined(separator: "; ") }
        let response = try await client.executeRequest(
            uri: target, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        for field in response.headers[values: .setCookie] {
            let pair = field.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isRemoved = field.contains("Max-Age=0")
            cookies.withLock { $0[String(pair[0])] = isRemoved ? nil : String(pair[1]) }
        }
        return response
    }

    /// A page, with all redirects at this site that lead to it.
    func visit(_ target: String) async throws -> TestResponse { try await follow(try await send(.get, target)) }

    func post(
        _ target: String, _ fields: [(String, String)], headers: HTTPFields = [:], follows: Bool = true
    ) async throws -> TestResponse {
        var all: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers { all[field.name] = field.value }
        let response = try await send(.post, target, all, body: FormWriter.text(fields))
        return follows ? try await follow(response) : response
    }

    private func follow(_ response: TestResponse) async throws -> TestResponse {
        var response = response
        for _ in 0..<5 {
            guard response.status == .seeOther, let location = response.headers[.location], location.hasPrefix("/")
            else {
                return response
            }
            response = try await send(.get, location)
        }
        return response
    }

    /// Fills a form of a page in and sends it.
    func submit(
        _ page: TestResponse, form index: Int = 0, _ fields: [(String, String)], headers: HTTPFields = [:],
        follows: Bool = true
    ) async throws -> TestResponse {
        let forms = page.forms
        try #require(index < forms.count, "\(page.text)")
        return try await post(forms[index].action, forms[index].hidden + fields, headers: headers, follows: follows)
    }

    /// Logs a user in on a login page.
    func logIn(
        _ page: TestResponse, _ name: String = "ada", _ password: String = "correct horse"
    ) async throws
        -> TestResponse
    { try await submit(page, [("username", name), ("password", password)]) }
}

/// Writes forms.
enum FormWriter {
    static func text(_ fields: [(String, String)]) -> String {
        fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    }

    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The members of a JSON body.
    func member(_ name: String) -> JSONValue? { (try? JSONValue(parsing: Array(buffer: body)))?.object?[name] }

    /// The forms of the page: where they go, and what is hidden in them.
    var forms: [(action: String, hidden: [(String, String)])] {
        text.matches(of: /<form method="post" action="([^"]*)">(.*?)<\/form>/).map { form in
            let hidden = form.output.2.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            return (Self.plain(form.output.1), hidden.map { (Self.plain($0.output.1), Self.plain($0.output.2)) })
        }
    }

    var title: String? { text.firstMatch(of: /<h1>(.*?)<\/h1>/).map { Self.plain($0.output.1) } }
    var alert: String? { text.firstMatch(of: /role="alert">(.*?)<\/p>/).map { Self.plain($0.output.1) } }

    /// A parameter of the address that the browser is led to.
    func parameter(_ name: String) -> String? {
        guard let location = headers[.location], let query = location.split(separator: "?", maxSplits: 1).last else {
            return nil
        }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts[0] == name { return parts.count == 2 ? String(parts[1]).removingEscapes : "" }
        }
        return nil
    }

    /// As bytes: a mark that combines with a semicolon must not hide it here either.
    private static func plain(_ text: Substring) -> String {
        let names: [(String, UInt8)] = [
            ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#39;", 0x27), ("&amp;", 0x26),
        ]
        var plain: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let name = names.first { rest.starts(with: $0.0.utf8) }
            plain.append(name?.1 ?? byte)
            rest = rest.dropFirst(name?.0.utf8.count ?? 1)
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension String {
    fileprivate var removingEscapes: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
