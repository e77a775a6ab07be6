#if Server
/// What a ``ProgressBar`` shows: `checking [#####.....]  50%  12.0 of 24.0 MB  120,000 lines  60,000/s`.
struct ProgressLine {
    let title: String
    let bytes: Int
    let size: Int?
    let lines: Int
    let elapsed: Duration

    /// The line, as much of it as there is room for: ASCII alone, so that each byte is a column.
    func text(width: Int) -> String {
        var parts = [title]
        if let size, size > 0 {
            let share = Double(min(bytes, size)) / Double(size)
            let filled = Int(share * 20)
            parts.append(
                "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "] "
                    + Self.padded("\(Int(share * 100))", to: 3) + "%")
            parts.append("\(Self.megabytes(bytes)) of \(Self.megabytes(size)) MB")
        } else {
            parts.append("\(Self.megabytes(bytes)) MB")
        }
        parts.append("\(Self.grouped(lines)) lines")
        let seconds = elapsed / .seconds(1)
        // A rate of the first moment is a guess.
        if seconds >= 0.5 { parts.append("\(Self.grouped(Int(Double(lines) / seconds)))/s") }
        return String(parts.joined(separator: "  ").prefix(max(0, width)))
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = bytes / 100_000
        return "\(grouped(tenths / 10)).\(tenths % 10)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }

    /// A number with commas between its thousands.
    private static func grouped(_ number: Int) -> String {
        let digits = Array("\(number)")
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
#endif
