#if RemoteKeys
import Mapae
import MapaeJOSE
import NIOHTTP1

/// Where tokens are asked about, and as whom.
struct IntrospectionEndpoint: Sendable, CustomStringConvertible, CustomReflectable {
    /// How a client shows its secret (RFC 6749 §2.3.1).
    enum Method: Sendable { case basic, post }

    let url: WebURL
    private let reach: Reach
    private let authorization: String?
    private let fields: String
    private let resolver: NameResolver
    private let transport: any HTTPTransport
    private let limits: JSONLimits

    /// Creates an endpoint.
    /// - Parameters:
    ///   - url: Its URL.
    ///   - reach: Where that may lead.
    ///   - client: Who asks.
    ///   - method: How the client shows its secret.
    ///   - network: What reaches the outside.
    ///   - limits: How deep and how many members an answer may have.
    init(
        _ url: WebURL, reach: Reach, client: Introspection, method: Method, network: Network, limits: JSONLimits
    ) {
        self.url = url
        self.reach = reach
        self.resolver = network.resolver
        self.transport = network.transport.keepingConnections(client.limits.maximumQuestions)
        self.limits = limits
        let (id, secret) = (FormText.encoded(client.clientID), FormText.encoded(client.secret))
        switch method {
        case .basic:
            authorization = "Basic " + Base64.encodePadded(Array("\(id):\(secret)".utf8))
            fields = ""
        case .post:
            authorization = nil
            fields = "&client_id=\(id)&client_secret=\(secret)"
        }
    }

    /// Says nothing of the secret.
    var description: String { "IntrospectionEndpoint" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// Asks about a token.
    ///
    /// A redirect is an unexpected status: where it leads nobody has said that the secret may go.
    /// - Throws: ``RemoteKeysError``.
    func ask(_ token: String) async throws(RemoteKeysError) -> IntrospectionAnswer {
        var headers: HTTPHeaders = [
            "accept": "application/json", "accept-encoding": "identity", "user-agent": "mapae",
            "content-type": "application/x-www-form-urlencoded",
        ]
        if let authorization { headers.add(name: "authorization", value: authorization) }
        let body = Array("token=\(FormText.encoded(token))&token_type_hint=access_token\(fields)".utf8)
        for address in try await resolver.addresses(of: url, within: reach) {
            let answer: HTTPAnswer
            do {
                answer = try await transport.send(
                    url, at: address, headers: headers, body: body,
                    maximumBytes: IntrospectionLimits.maximumAnswerBytes)
            } catch {
                guard error == RemoteKeysError(.unreachable) else { throw error }
                continue
            }
            return try IntrospectionAnswer(answer, limits: limits)
        }
        throw RemoteKeysError(.unreachable)
    }
}
#endif
