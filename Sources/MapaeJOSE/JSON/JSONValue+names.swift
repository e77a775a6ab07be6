extension JSONValue {
    /// Whether two members of one object have names that Swift takes for equal although their bytes differ.
    ///
    /// Foundation's decoder keys members by `String`, which compares by canonical equivalence: it would keep one of the two
    /// without a word. JSON itself keeps both, so only who hands the text on to Foundation has to ask.
    package var hasEquivalentNames: Bool {
        switch self {
        case .object(let object):
            Set(object.members.map(\.name)).count < object.members.count
                || object.members.contains { $0.value.hasEquivalentNames }
        case .array(let elements):
            elements.contains(where: \.hasEquivalentNames)
        default:
            false
        }
    }
}
