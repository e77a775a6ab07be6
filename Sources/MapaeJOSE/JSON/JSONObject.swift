/// The members of a JSON object, in their order, each name once.
///
/// Names are compared as bytes: a Swift dictionary would take two spellings of one accented letter for the same name,
/// which other readers do not (RFC 7515 §5.3: no Unicode normalization).
public struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
    /// The members in their order.
    public private(set) var members: [(name: String, value: JSONValue)] = []

    /// Creates an empty object.
    public init() {}

    /// Creates an object from a literal; of two equal names the later one counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Creates an object from members that are known to have different names.
    init(members: [(name: String, value: JSONValue)]) { self.members = members }

    /// The value of a name, or `nil` where there is none. Setting keeps a known name's place.
    public subscript(name: String) -> JSONValue? {
        get { members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value }
        set {
            let index = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }
}
