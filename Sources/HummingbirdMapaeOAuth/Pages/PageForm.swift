/// A form of a page: where it goes, and what it takes with it.
struct PageForm: Sendable {
    let action: String
    let hidden: [(name: String, value: String)]

    func write(_ html: inout HTMLWriter, _ content: (inout HTMLWriter) -> Void) {
        html.element("form", [("method", "post"), ("action", action)]) { html in
            for field in hidden {
                html.void("input", [("type", "hidden"), ("name", field.name), ("value", field.value)])
            }
            content(&html)
        }
    }
}
