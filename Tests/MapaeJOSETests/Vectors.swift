import Foundation
import Testing

/// Cases that nobody in this project wrote: see `SOURCE.md` in their folder.
///
/// They are found at `MAPAE_VECTORS`, or in `../shared/vectors` beside the package. Where they are absent, each test that
/// needs them is reported as skipped with a comment that names what is missing; none passes without having run.
enum Vectors {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["MAPAE_VECTORS"] { return URL(fileURLWithPath: path) }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/vectors")
    }()

    static func exist(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(path)))
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test where these vectors are, and says which ones are missing where they are not.
    static func vectors(_ path: String) -> Self {
        let file = Vectors.folder.appendingPathComponent(path).path
        return .enabled(if: Vectors.exist(path), "MISSING VECTORS: \(file); say where they are with MAPAE_VECTORS")
    }
}
