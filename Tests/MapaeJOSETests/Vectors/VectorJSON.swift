import Foundation

/// A value of a vector file, read by Foundation, so that a fault in our own reader cannot hide.
enum VectorJSON: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([VectorJSON])
    case object([String: VectorJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([VectorJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: VectorJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    subscript(name: String) -> VectorJSON? { object?[name] }

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var array: [VectorJSON]? { if case .array(let value) = self { value } else { nil } }
    var object: [String: VectorJSON]? { if case .object(let value) = self { value } else { nil } }

    /// The value as JSON.
    var text: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// An object with one member set, or left out.
    func with(_ name: String, _ value: VectorJSON?) -> VectorJSON {
        var members = object ?? [:]
        members[name] = value
        return .object(members)
    }
}

extension Vectors {
    static let rfc = "rfc/rfc_jose_examples.json"

    static func json(_ path: String) throws -> VectorJSON { try decode(VectorJSON.self, path) }

    /// The example of this name in one of the lists of the RFC file.
    static func example(_ list: String, _ name: String) throws -> VectorJSON {
        guard let found = try json(rfc)[list]?.array?.first(where: { $0["name"]?.string?.contains(name) == true })
        else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return found
    }
}

extension Vectors {
    static func parse(_ text: String) throws -> VectorJSON {
        try JSONDecoder().decode(VectorJSON.self, from: Data(text.utf8))
    }
}
