extension Parameters {
    /// The parameters as a form writes them, to be read again: in their order, also empty and repeated ones.
    /// - Parameter names: What is left out.
    func text(without names: [String] = []) -> String {
        var writer = QueryWriter()
        for (name, value) in pairs where !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            writer.append(name, value)
        }
        return writer.text
    }
}
