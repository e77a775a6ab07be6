import HummingbirdMapae
import MapaeServer

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Begins a session for each user id on standard input, in a data folder that no server has open, and prints their refresh
/// tokens. It hashes no passwords, which would take a minute for two thousand sessions.
@main
struct LoadSessions {
    /// How many begin at a time: their commits are shared.
    private static let atOnce = 64

    static func main() async {
        guard CommandLine.arguments.count == 2 else { fail("usage: load-sessions DATA-FOLDER <USER-IDS >TOKENS", 64) }
        do {
            let server = try await TokenServer.open(ServerSettings(dataDirectory: CommandLine.arguments[1]))
            for token in try await tokens(server) { print(token) }
            await server.close()
        } catch {
            fail("load-sessions: \(error)", 1)
        }
    }

    private static func tokens(_ server: TokenServer) async throws -> [String] {
        var tokens: [String] = []
        try await withThrowingTaskGroup(of: String.self) { group in
            var running = 0
            while let subject = readLine() {
                if running == atOnce, let token = try await group.next() { tokens.append(token) }
                running = min(running + 1, atOnce)
                group.addTask {
                    // As a login does: with the name of the user, and the device and network of the client.
                    let grant = try await server.sessions.begin(
                        for: subject, claims: ["preferred_username": "user"],
                        origin: SessionOrigin(device: "load", network: "10.0.0.1"))
                    guard let token = grant.refreshToken else { throw Unissued() }
                    return token
                }
            }
            for try await token in group { tokens.append(token) }
        }
        return tokens
    }

    private struct Unissued: Error, CustomStringConvertible {
        let description = "a session began without a refresh token"
    }

    private static func fail(_ text: String, _ code: Int32) -> Never {
        _ = unsafe Array((text + "\n").utf8).withUnsafeBytes {
            unsafe write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
        exit(code)
    }
}
