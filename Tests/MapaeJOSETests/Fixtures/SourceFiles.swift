import Foundation

/// The sources of this package, for rules that no type can hold.
enum SourceFiles {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Name and text of each Swift file of a target.
    static func of(_ target: String) throws -> [(name: String, text: String)] {
        let folder = package.appendingPathComponent("Sources/\(target)")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.map {
            ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
        }
    }
}
