import Foundation

/// Tokens that other people made to break verifiers: see `SOURCE.md` in their folder, and `MAPAE_VECTORS`.
enum AttackCorpora {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["MAPAE_VECTORS"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/vectors")
    }()

    static let path = folder.path
    static let exist = FileManager.default.fileExists(atPath: path)

    private struct JWTTool: Decodable {
        struct Attack: Decodable { let token: String }

        let base: String
        let tests: [Attack]
    }

    private struct Libjwt: Decodable {
        struct Case: Decodable { let inputs: [String] }

        let tests: [Case]
    }

    private struct RFC: Decodable {
        struct Example: Decodable { let compact: String? }
        struct Nested: Decodable { let token: String }
        struct Proof: Decodable { let proof: String }

        let jws: [Example]
        let jwt: [Nested]
        let dpop: [Proof]
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(path)))
    }

    /// The valid token that the attacks of jwt_tool were made from, signed with 32 times the letter k under `k1`.
    static func base() throws -> String { try read(JWTTool.self, "jwt-attacks/jwt_tool_at_tokens.json").base }

    static func all() throws -> [String] {
        let tool = try read(JWTTool.self, "jwt-attacks/jwt_tool_at_tokens.json").tests.map(\.token)
        let libjwt = try read(Libjwt.self, "jwt-attacks/libjwt_hostile_inputs.json").tests.flatMap(\.inputs)
        let rfc = try read(RFC.self, "rfc/rfc_jose_examples.json")
        return tool + libjwt + rfc.jws.compactMap(\.compact) + rfc.jwt.map(\.token) + rfc.dpop.map(\.proof)
    }
}
