import Foundation

/// All that came out.
struct Report: Encodable, Sendable {
    let seconds: Int
    let rows: [Row]
    let second: [SecondProcess.Answer]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// At most 80 columns wide.
    var text: String {
        var lines = [
            "One small app, three ways to say who is asking. Each was asked for \(seconds) s in all,",
            "by 8 clients at once. With a session or a token a client logs in first, and",
            "again after 1,000 requests.",
            "",
            "                      requests   store reads     passwords in   what a thief",
            "                      a second     a request   1,000 requests   gets works for",
        ]
        for row in rows {
            lines.append(
                Self.left(row.way.title, 20) + Self.right(Self.grouped(Int(row.requestsPerSecond)), 10)
                    + Self.right(Self.fixed(row.storeReadsPerRequest, 3), 14)
                    + Self.right(Self.grouped(Int(row.passwordsPer1000Requests.rounded())), 17) + "   "
                    + (row.stolenForSeconds.map { "\(Self.grouped($0)) s" } ?? "until changed"))
        }
        lines += ["", "A second process of this program has the key, and no store. It is shown:"]
        for answer in second {
            lines.append(
                "  " + Self.left(answer.way.thing, 17) + "\(answer.status)  " + Self.meaning(answer.status))
        }
        return lines.joined(separator: "\n")
    }

    private static func meaning(_ status: Int) -> String {
        switch status {
        case 200: "it can tell who is asking"
        case 401: "it would have to look that up, and cannot"
        default: ""
        }
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func fixed(_ number: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", number)
    }

    /// A comma before each three digits, whatever the machine's language is.
    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
