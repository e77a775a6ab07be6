#if Server
import Foundation

/// Text that a terminal shows and does not obey.
enum PrintableText {
    /// The text with control characters and marks that turn the direction of writing as escapes, lines kept. JSON lets DEL,
    /// the C1 controls (one of which begins commands as ESC does) and those marks stand as they are.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
                let units = String(scalar).utf16.map { unit in
                    let digits = String(unit, radix: 16)
                    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
                result.append(contentsOf: units.joined().unicodeScalars)
            default:
                result.append(scalar)
            }
        }
        return String(result)
    }
}
#endif
