/// Text of a stranger that people will read, in a page or a log.
///
/// Marks that turn the direction of writing, invisible characters and line breaks serve to make one name look like
/// another, or one line like two. Markup is not looked for: it is text until a page forgets to escape it.
package enum VisibleText {
    static let maximumBytes = 255
    package static let rule = "is empty, longer than \(maximumBytes) bytes, or has characters that cannot be seen"

    package static func isSafe(_ text: String) -> Bool {
        (1...maximumBytes).contains(text.utf8.count) && text.unicodeScalars.allSatisfy(isVisible)
            && text.unicodeScalars.contains(where: hasInk)
    }

    /// A Hangul filler or an empty Braille cell is a letter or a symbol by its category, and shows nothing.
    private static func hasInk(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint && scalar != "\u{2800}"
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        // The joiners are part of words in many scripts, and of emoji.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        default: true
        }
    }
}
