#if Server
import Foundation
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("Where the master key comes from")
struct MasterKeySourceTests {
    private static let one = Base64URL.encode([UInt8](repeating: 1, count: 32))
    private static let two = Base64URL.encode([UInt8](repeating: 2, count: 32))

    private func settings(_ folder: String, _ environment: [String: String]) throws -> ServerSettings {
        try SettingsLoader(flags: .init(dataDirectory: folder), environment: environment).settings()
    }

    private func load(_ folder: String, _ environment: [String: String], mayCreate: Bool = true) throws -> MasterKey {
        try settings(folder, environment).masterKey.load(folder + "/master.key", mayCreate: mayCreate)
    }

    private func refusal(_ folder: String, _ environment: [String: String]) throws -> String {
        let error = #expect(throws: ServerError(.masterKey, "")) { try load(folder, environment) }
        let message = try #require(error).message
        for secret in [Self.one, Self.two] { #expect(!message.contains(secret)) }
        return message
    }

    @Test("the environment: then no file is made, and one that holds the same is taken")
    func environment() async throws {
        try await Scratch.folder { folder in
            let key = try load(folder, ["MAPAE_MASTER_KEY": Self.one])
            #expect(key == MasterKey(Self.one))
            #expect(try Files.names(in: folder).isEmpty)
            try Files.write(Self.one + "\n", to: folder + "/master.key")
            #expect(try load(folder, ["MAPAE_MASTER_KEY": Self.one]) == key)
            try Files.write(Self.two + "\n", to: folder + "/master.key")
            let message = try refusal(folder, ["MAPAE_MASTER_KEY": Self.one])
            #expect(message.contains("two different master keys"), "\(message)")
        }
    }

    @Test("a named file, which is never made, and which only its owner may read (D12)")
    func file() async throws {
        try await Scratch.folder { folder in
            let path = folder + "/secret"
            let environment = ["MAPAE_MASTER_KEY_FILE": path]
            #expect(try refusal(folder, environment).contains("is missing"))
            #expect(try Files.names(in: folder).isEmpty)
            try Files.write(Self.one, to: path)
            #expect(try load(folder, environment) == MasterKey(Self.one))
            try Files.setMode(0o640, of: path)
            #expect(try refusal(folder, environment).contains("chmod 600"))
            try Files.setMode(0o400, of: path)
            let both = environment.merging(["MAPAE_MASTER_KEY": Self.two]) { $1 }
            #expect(try refusal(folder, both).contains("two different master keys"))
            try Files.write(Self.two, to: folder + "/master.key")
            #expect(try refusal(folder, environment).contains("two different master keys"))
        }
    }

    @Test(
        "a text that is no key is refused, and not shown",
        arguments: [
            "", " ", "garbage", one + "=", one + "\n", String(one.dropLast()), one + "A", String(one.dropLast()) + "B",
            one.replacing("A", with: "+"),
        ])
    func malformed(_ text: String) throws {
        let error = #expect(throws: ServerError(.masterKey, "")) { try settings("/x", ["MAPAE_MASTER_KEY": text]) }
        let message = try #require(error).message
        #expect(message.contains("MAPAE_MASTER_KEY") && (text.count < 9 || !message.contains(text)), "\(message)")
    }

    @Test("an empty name of a file is refused")
    func emptyName() {
        #expect(throws: ServerError(.invalidSetting, "")) { try settings("/x", ["MAPAE_MASTER_KEY_FILE": ""]) }
    }

    @Test("the settings that are shown name the file, and hold no key")
    func view() throws {
        let settings = try settings("/x", ["MAPAE_MASTER_KEY": Self.one, "MAPAE_MASTER_KEY_FILE": "/y"])
        let text = String(decoding: try JSONValue.object(settings.view).serialized(), as: UTF8.self)
        #expect(text.contains("\"masterKeyFile\":\"/y\"") && !text.contains(Self.one))
    }
}
#endif
