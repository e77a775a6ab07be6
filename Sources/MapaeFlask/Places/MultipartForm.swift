/// The fields of a multipart form (RFC 7578), as far as one small field is looked for.
struct MultipartForm {
    private let body: [UInt8]
    /// What stands between parts: a line that is two hyphens and the boundary.
    private let delimiter: [UInt8]

    init(_ body: [UInt8], boundary: [UInt8]) {
        self.body = body
        self.delimiter = Array("\r\n--".utf8) + boundary
    }

    /// The first value of a field that is no file.
    func firstValue(of name: String) -> String? {
        // The first delimiter may stand at the very beginning, without a line before it.
        var index: Int? = body.starts(with: delimiter.dropFirst(2)) ? delimiter.count - 2 : afterDelimiter(from: 0)
        while let start = index {
            guard let (header, content) = header(from: start) else { return nil }
            // A form that was cut off is none: what is read of it might be half of a value.
            guard let end = delimiter(from: max(content - 2, start)) else { return nil }
            if isField(header, name), end >= content {
                return String(validating: body[content..<end], as: UTF8.self)
            }
            index = end + delimiter.count
        }
        return nil
    }

    private func isField(_ header: ArraySlice<UInt8>, _ name: String) -> Bool {
        for line in lines(header) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            let isDisposition =
                parts.count == 2
                && parts[0].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(
                    "content-disposition".utf8)
            guard isDisposition else { continue }
            let value = Array(parts[1])
            let isFile = HeaderParameters.value(of: "filename", in: value) != nil
            return !isFile && HeaderParameters.value(of: "name", in: value)?.elementsEqual(name.utf8) ?? false
        }
        return false
    }

    private func lines(_ header: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        header.split { $0 == 0x0D || $0 == 0x0A }
    }

    /// The header of the part whose delimiter ended at `start`, and where its content begins.
    private func header(from start: Int) -> (ArraySlice<UInt8>, content: Int)? {
        guard let end = find(Array("\r\n\r\n".utf8), from: start) else { return nil }
        return (body[start..<end], end + 4)
    }

    private func delimiter(from start: Int) -> Int? { find(delimiter, from: start) }

    private func afterDelimiter(from start: Int) -> Int? { delimiter(from: start).map { $0 + delimiter.count } }

    /// Where a text begins that begins with a carriage return and has no other before its own second one, so that a search
    /// costs no more than the bytes it passes.
    private func find(_ text: [UInt8], from start: Int) -> Int? {
        var index = start
        while index <= body.count - text.count {
            guard let next = body[index...].firstIndex(of: 0x0D), next <= body.count - text.count else { return nil }
            if body[next..<(next + text.count)].elementsEqual(text) { return next }
            index = next + 1
        }
        return nil
    }
}
