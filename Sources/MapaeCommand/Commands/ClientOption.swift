#if Server
import Foundation
import MapaeJOSE
import MapaeOAuth
import MapaeServer

/// Reads the values of options that say what a client is.
enum ClientOption {
    static func grant(_ name: String) throws -> GrantType {
        // The grant of devices has a name of 44 characters.
        if name.utf8.elementsEqual("device_code".utf8) { return .deviceCode }
        return try choice(name, of: GrantType.allCases, "--grant")
    }

    static func choice<Choice: RawRepresentable<String>>(
        _ text: String, of choices: [Choice], _ option: String
    ) throws -> Choice {
        guard let choice = choices.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
            throw ServerError(
                .client, "\(option) must be one of: \(choices.map(\.rawValue).joined(separator: ", ")).")
        }
        return choice
    }

    /// What becomes of an address that a client has once or not at all.
    static func address(_ text: String?, isRemoved: Bool, _ name: String) throws -> ClientEdit.Address? {
        guard text == nil || !isRemoved else {
            throw ServerError(.client, "Leave out --\(name) or --no-\(name): they exclude each other.")
        }
        if isRemoved { return .removed }
        return text.map { .set($0) }
    }

    static func keys(_ path: String) throws -> JSONValue {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServerError(.keyFile, "The file \(path) cannot be read.")
        }
        do { return try JSONValue(parsing: Array(data)) } catch {
            throw ServerError(.keyFile, "The file \(path) is no JWK set: \(error.explanation)")
        }
    }
}
#endif
