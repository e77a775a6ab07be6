#if Server
import Hummingbird
import HummingbirdMapae

/// The parameters of a request's query, each at most once and none that nobody asks for.
struct QueryMembers {
    private let path: String

    /// Reads the query.
    /// - Parameter names: All names that it may have.
    /// - Throws: `RequestError` for a malformed one, an unknown name, or a name that stands twice.
    init(of request: Request, _ names: String...) throws(RequestError) {
        path = request.head.path ?? ""
        var rest = FormText.query(of: path).split(separator: UInt8(ascii: "&")).count
        for name in names {
            guard let values = FormText.values(of: name, in: FormText.query(of: path)), values.count <= 1 else {
                throw RequestError.invalid("The query is malformed, or names '\(name)' twice.")
            }
            rest -= values.count
        }
        guard rest == 0 else {
            throw RequestError.invalid("The query may have these parameters only: \(names.joined(separator: ", ")).")
        }
    }

    /// A parameter's value; `nil` without one.
    func text(_ name: String) -> String? { FormText.values(of: name, in: FormText.query(of: path))?.first }

    /// A whole number.
    /// - Throws: `RequestError` when it is something else or out of the range.
    func number(_ name: String, _ range: ClosedRange<Int64>) throws(RequestError) -> Int64? {
        guard let text = text(name) else { return nil }
        let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isPlain, let number = Int64(text), range.contains(number) else {
            throw RequestError.invalid(
                "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
#endif
