#if Server
import Foundation
import MapaeServer

/// Reads what was piped in.
enum StandardInput {
    /// All of standard input as text.
    /// - Parameter limit: The most bytes; a longer input is refused, not cut.
    static func text(limit: Int) throws -> String {
        guard let text = String(validating: try bytes(limit: limit), as: UTF8.self) else {
            throw ServerError(.invalidSetting, "Standard input is not UTF-8.")
        }
        return text
    }

    /// All of standard input.
    /// - Parameter limit: The most bytes; a longer input is refused, not cut.
    static func bytes(limit: Int) throws -> [UInt8] {
        var data = Data()
        while let chunk = try read(), !chunk.isEmpty {
            data.append(chunk)
            guard data.count <= limit else {
                throw ServerError(.invalidSetting, "Standard input is too long: at most \(limit) bytes are read.")
            }
        }
        return Array(data)
    }

    private static func read() throws -> Data? {
        do { return try FileHandle.standardInput.read(upToCount: 4096) } catch {
            throw ServerError(.invalidSetting, "Standard input cannot be read: is it closed?")
        }
    }
}
#endif
