import Foundation
import Testing

/// Cases that nobody in this project wrote, at `MAPAE_VECTORS` or in `../shared/vectors` beside the package.
enum Vectors {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["MAPAE_VECTORS"] { return URL(fileURLWithPath: path) }
        return URL(filePath: #filePath).appending(path: "../../../../../shared/vectors").standardizedFileURL
    }()

    static func texts(_ path: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(contentsOf: folder.appending(path: path)))
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test where these vectors are, and says which ones are missing where they are not.
    static func vectors(_ path: String) -> Self {
        let file = Vectors.folder.appending(path: path).path()
        return .enabled(
            if: FileManager.default.fileExists(atPath: file),
            "MISSING VECTORS: \(file); say where they are with MAPAE_VECTORS")
    }
}
