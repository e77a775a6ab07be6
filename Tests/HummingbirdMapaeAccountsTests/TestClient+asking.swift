import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import NIOCore

extension TestClientProtocol {
    /// Sends a name and a password.
    func post(_ path: String, _ username: String, _ password: String) async throws -> TestResponse {
        let body: JSONObject = ["username": .string(username), "password": .string(password)]
        return try await execute(
            uri: path, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: JSONValue.object(body).serialized()))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// A text of the JSON body.
    func member(_ name: String) -> String? {
        (try? JSONValue(parsing: Array(buffer: body)))?.object?[name]?.string
    }
}
