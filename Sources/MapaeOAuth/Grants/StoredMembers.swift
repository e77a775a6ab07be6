import MapaeJOSE
import MapaeStore

/// The members of a JSON object that this server has stored. What does not read as it was written is a fault of the store's.
struct StoredMembers {
    private let object: JSONObject

    /// - Throws: `StoreError` `corrupt`.
    init(_ json: [UInt8]) throws(StoreError) {
        guard let object = try? JSONValue(parsing: json).object else { throw Self.corrupt }
        self.object = object
    }

    func text(_ name: String) throws(StoreError) -> String? {
        guard let value = object[name] else { return nil }
        return try required(value.string)
    }

    func integer(_ name: String) throws(StoreError) -> Int64? {
        guard let value = object[name] else { return nil }
        return try required(value.integer)
    }

    func flag(_ name: String) throws(StoreError) -> Bool? {
        guard let value = object[name] else { return nil }
        return try required(value.bool)
    }

    func texts(_ name: String) throws(StoreError) -> [String] {
        guard let value = object[name] else { return [] }
        let elements = try required(value.array)
        let texts = elements.compactMap(\.string)
        guard texts.count == elements.count else { throw Self.corrupt }
        return texts
    }

    func scopes(_ name: String) throws(StoreError) -> ScopeList {
        guard let text = try text(name), !text.isEmpty else { return .none }
        return try required(try? ScopeList(parsing: text))
    }

    func resources(_ name: String) throws(StoreError) -> [ResourceIndicator] {
        var resources: [ResourceIndicator] = []
        for text in try texts(name) { resources.append(try required(try? ResourceIndicator(text))) }
        return resources
    }

    func required<Value>(_ value: Value?) throws(StoreError) -> Value {
        guard let value else { throw Self.corrupt }
        return value
    }

    static let corrupt = StoreError(.corrupt, "what the authorization server has stored cannot be read")

    /// A list for storing; nothing for an empty one.
    static func list(_ texts: [String]) -> JSONValue? { texts.isEmpty ? nil : .array(texts.map { .string($0) }) }

    /// The JSON text of an object of texts, whole numbers and lists of these, which can always be written.
    static func json(_ object: JSONObject) -> [UInt8] {
        (try? JSONValue.object(object).serialized()) ?? Array("{}".utf8)
    }
}
