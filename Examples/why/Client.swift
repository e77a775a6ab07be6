import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A client of the app: it logs in, keeps what it got, and shows it with each request.
struct Client: Sendable {
    private let way: Way
    private let user: Credentials
    private let port: Int

    init(_ way: Way, _ user: Credentials, _ port: Int) {
        self.way = way
        self.user = user
        self.port = port
    }

    /// Gets what each request has to show.
    func logIn() async throws -> Proof {
        guard let path = way.loginPath else {
            return Proof(name: "Authorization", value: user.basic, seconds: nil)
        }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(try JSONEncoder().encode(user))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        guard (200...299).contains(response.status.code) else { throw WhyError("the login got \(response.status)") }
        switch way {
        case .session: return try Self.cookie(response.headers)
        default: return try await Self.token(response.body.collect(upTo: 1 << 16))
        }
    }

    /// Shows it, and returns the answer's status.
    func ask(showing proof: Proof) async throws -> Int {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(way.path)")
        request.headers.add(name: proof.name, value: proof.value)
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        _ = try await response.body.collect(upTo: 1 << 16)
        return Int(response.status.code)
    }

    private static func cookie(_ headers: HTTPHeaders) throws -> Proof {
        let parts = headers.first(name: "Set-Cookie")?.components(separatedBy: "; ") ?? []
        let age = parts.first { $0.hasPrefix("Max-Age=") }?.dropFirst("Max-Age=".count)
        guard let pair = parts.first, let seconds = age.flatMap({ Int($0) }) else { throw WhyError("no cookie came") }
        return Proof(name: "Cookie", value: pair, seconds: seconds)
    }

    private static func token(_ body: ByteBuffer) throws -> Proof {
        struct Answer: Decodable { let accessToken: String, expiresIn: Int }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let answer = try decoder.decode(Answer.self, from: body)
        return Proof(name: "Authorization", value: "Bearer \(answer.accessToken)", seconds: answer.expiresIn)
    }
}
