/// The place of a JSON value while a type encodes itself. It is a class because a type may hold several encoders and
/// containers at once and fill them in any order.
final class EncodedNode {
    private enum Content {
        case nothing, object, array
        case value(JSONValue)
        /// A type began an object where it had begun a list, or the like. Beginning cannot throw, so asking does.
        case contradiction
    }

    private var content = Content.nothing
    private var children: [(name: String, node: EncodedNode)] = []
    /// Where each name stands, by bytes: two spellings of one letter are two names.
    private var places: [[UInt8]: Int] = [:]

    /// Whether the elements have no order of their own, so that one has to be chosen.
    var isUnordered = false
    /// Whether the elements of a list belong together in twos: the keys and values of a dictionary.
    var isPaired = false

    /// How many elements or members there are.
    var count: Int { children.count }

    func beginObject() {
        switch content {
        case .nothing, .object: content = .object
        default: content = .contradiction
        }
    }

    func beginArray() {
        switch content {
        case .nothing, .array: content = .array
        default: content = .contradiction
        }
    }

    /// - Throws: ``JOSEError`` `invalid_claim` when there is something already.
    func set(_ value: JSONValue) throws(JOSEError) {
        guard case .nothing = content else { throw JOSEError(.invalidClaim) }
        content = .value(value)
    }

    /// A new member.
    /// - Throws: ``JOSEError`` `duplicate_member`: whoever encodes a key twice means one of two values.
    func newMember(_ name: String) throws(JOSEError) -> EncodedNode {
        guard places[Array(name.utf8)] == nil else { throw JOSEError(.duplicateMember) }
        return member(name)
    }

    /// A member that may be there already: a nested container may be asked for more than once.
    func member(_ name: String) -> EncodedNode {
        let bytes = Array(name.utf8)
        if let place = places[bytes] { return children[place].node }
        let node = EncodedNode()
        places[bytes] = children.count
        children.append((name, node))
        return node
    }

    /// A new element.
    func newElement() -> EncodedNode {
        let node = EncodedNode()
        children.append(("", node))
        return node
    }

    /// The value. A type that encodes nothing is an empty object.
    /// - Throws: ``JOSEError`` `invalid_claim` when a type contradicts itself.
    func value() throws(JOSEError) -> JSONValue {
        switch content {
        case .value(let value): return value
        case .contradiction: throw JOSEError(.invalidClaim)
        case .array: return .array(try elements())
        case .nothing, .object:
            var members: [(name: String, value: JSONValue)] = []
            for child in children { members.append((child.name, try child.node.value())) }
            if isUnordered { members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
            return .object(JSONObject(members: members))
        }
    }

    private func elements() throws(JOSEError) -> [JSONValue] {
        var values: [JSONValue] = []
        for child in children { values.append(try child.node.value()) }
        guard isUnordered else { return values }
        let width = isPaired ? 2 : 1
        var groups: [(key: [UInt8], values: ArraySlice<JSONValue>)] = []
        for start in stride(from: 0, to: values.count, by: width) {
            groups.append((try values[start].serialized(), values[start..<min(start + width, values.count)]))
        }
        groups.sort { $0.key.lexicographicallyPrecedes($1.key) }
        return groups.flatMap(\.values)
    }
}
