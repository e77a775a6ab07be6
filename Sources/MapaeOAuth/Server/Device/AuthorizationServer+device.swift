public import HTTPTypes
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The device authorization endpoint (RFC 8628 §3.1, §3.2): a POST with a form, from a client that authenticates as at the token
    /// endpoint.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never.
    public func authorizeDevice(headers: HTTPFields, body: [UInt8], query: String = "") async -> OAuthAnswer {
        await answering { () async throws(OAuthError) in
            let parameters = try TokenForm.parameters(
                body: body, contentTypes: headers[values: .contentType], query: query.utf8)
            let client = try await authenticate(headers, parameters)
            try client.checkGrant(.deviceCode)
            let details = DeviceRequestDetails(
                scopes: try AuthorizationRules.scopes(parameters, client, policy),
                resources: try AuthorizationRules.resources(parameters, policy))
            return try await begin(details, of: client)
        }
    }

    /// How many user codes are tried before the store is taken for full.
    private static let maximumTries = 8

    private func begin(_ details: DeviceRequestDetails, of client: Client) async throws(OAuthError) -> OAuthAnswer {
        let now = now
        let deviceCode = Base64URL.encode(RandomBytes.make(32))
        let endsAt = now.advanced(by: settings.lifetimes.deviceCode).seconds
        let interval = settings.lifetimes.deviceInterval.components.seconds
        for _ in 0..<Self.maximumTries {
            let userCode = UserCode.random()
            let record = DeviceCodeRecord(
                digest: TokenDigest.of(deviceCode), userCodeDigest: userCode.digest, clientID: client.id.text,
                grantID: RandomBytes.identifier(), endsAt: endsAt, details: details.json,
                state: DeviceCodeState.pending.rawValue, interval: interval)
            guard try await asking({ try await store.insertIfAbsent(record, recording: []) }) else { continue }
            let page = issuer.url(settings.endpoints.deviceVerification)
            let members: JSONObject = [
                "device_code": .string(deviceCode), "user_code": .string(userCode.text),
                "verification_uri": .string(page),
                "verification_uri_complete": .string("\(page)?user_code=\(userCode.text)"),
                "expires_in": .integer(endsAt - now.seconds), "interval": .integer(interval),
            ]
            return OAuthAnswer(json: try signing { try JSONValue.object(members).serialized() })
        }
        throw OAuthError(.temporarilyUnavailable)
    }
}
