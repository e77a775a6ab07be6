import MapaeJOSE
import MapaeOAuth
import Synchronization

@testable import MapaeOAuth

/// Where clients' metadata documents are, as a test says. It keeps nothing, and counts who asks.
final class DocumentHost: Sendable {
    struct Away: Error {}

    static let id = "https://app.example.com/client.json"
    static let address = "https://app.example.com/cb"

    private let pages = Mutex<[String: String]>([:])
    private let outage = Mutex<OAuthError?>(nil)
    private let log = Mutex<[String]>([])

    subscript(address: String) -> String? {
        get { pages.withLock { $0[address] } }
        set { pages.withLock { $0[address] = newValue } }
    }

    /// What is told while nothing can be asked for.
    var failure: OAuthError? {
        get { outage.withLock { $0 } }
        set { outage.withLock { $0 = newValue } }
    }

    /// Who was asked for, known clients with a mark.
    var requests: [String] { log.withLock { $0 } }

    /// A document that is right, unless the members say otherwise.
    static func document(_ id: String = id, _ members: String = "") -> String {
        let usual = [
            ("client_id", "\"\(id)\""), ("client_name", "\"App\""), ("redirect_uris", "[\"\(address)\"]"),
            ("token_endpoint_auth_method", "\"none\""),
            ("grant_types", "[\"authorization_code\",\"refresh_token\"]"),
        ]
        let kept = usual.filter { !members.contains("\"\($0.0)\":") }.map { "\"\($0.0)\":\($0.1)" }
        return "{" + (kept + (members.isEmpty ? [] : [members])).joined(separator: ",") + "}"
    }

    var documents: AuthorizationServer.ClientDocuments {
        { request in
            self.log.withLock { $0.append(request.isKnown ? request.address + " known" : request.address) }
            if let failure = self.failure { throw failure }
            guard let page = self[request.address] else { throw Away() }
            return try request.read(Array(page.utf8))
        }
    }
}
