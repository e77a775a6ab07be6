#if Server
import MapaeJOSE

extension Terminal {
    /// Prints one thing: as the JSON of an object on a line of its own, or as cells with two spaces between.
    /// - Parameters:
    ///   - json: The object, for programs.
    ///   - cells: What people read. Control characters of a stranger's text do not reach the terminal.
    ///   - asJSON: Which of both.
    static func print(_ json: JSONObject, or cells: [String], asJSON: Bool) throws {
        if asJSON {
            try print(String(decoding: try JSONValue.object(json).serialized(), as: UTF8.self))
        } else {
            try print(cells.map(oneLine).joined(separator: "  "))
        }
    }
}
#endif
