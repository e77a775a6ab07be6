extension Parameters {
    /// The parameters as a form writes them, to be read again: in their order, also empty and repeated ones.
    /// - Parameter names: What is written; all of them unless told.
    func text(only names: [String]? = nil) -> String {
        var writer = QueryWriter()
        for (name, value) in pairs where names?.contains(where: { $0.utf8.elementsEqual(name.utf8) }) ?? true {
            writer.append(name, value)
        }
        return writer.text
    }
}
