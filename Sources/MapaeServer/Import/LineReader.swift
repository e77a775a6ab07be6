#if Server
import Foundation

/// Reads a file line by line. No more of it is in memory than a piece, however long its lines are.
struct LineReader {
    /// How many bytes of the file are done with.
    private(set) var bytes = 0
    /// How many lines were returned.
    private(set) var lines = 0

    private let descriptor: Int32
    private let limit: Int
    private var piece: [UInt8]
    private var rest = 0..<0
    private var offset = 0

    /// Begins at the start of a file.
    /// - Parameters:
    ///   - descriptor: The open file, which must have an order of its own: no pipe.
    ///   - limit: How many bytes of a line matter: of a longer one one byte more is returned, and the rest passed over.
    ///   - pieceBytes: How much is read at once.
    init(_ descriptor: Int32, limit: Int, pieceBytes: Int = 256 * 1024) {
        self.descriptor = descriptor
        self.limit = limit
        piece = [UInt8](repeating: 0, count: pieceBytes)
    }

    /// The next line without its end; `nil` after the last one. What comes after the last end is a line unless it is empty.
    mutating func next() throws(InputFile.Failure) -> ArraySlice<UInt8>? {
        var start: [UInt8]?
        while true {
            if rest.isEmpty, try !fill() {
                if let start {
                    lines += 1
                    return start[...]
                }
                return nil
            }
            let end = lineEnd()
            let part = piece[rest.lowerBound..<(end ?? rest.upperBound)]
            bytes += part.count + (end == nil ? 0 : 1)
            rest = (end.map { $0 + 1 } ?? rest.upperBound)..<rest.upperBound
            if end != nil, start == nil {
                lines += 1
                return part.prefix(limit + 1)
            }
            start = (start ?? []) + part.prefix(max(0, limit + 1 - (start?.count ?? 0)))
            if end != nil, let start {
                lines += 1
                return start[...]
            }
        }
    }

    private mutating func fill() throws(InputFile.Failure) -> Bool {
        let (descriptor, offset) = (descriptor, offset)
        let count = unsafe piece.withUnsafeMutableBytes { buffer in
            unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        }
        guard count >= 0 else { throw InputFile.failure }
        self.offset += count
        rest = 0..<count
        return count > 0
    }

    private func lineEnd() -> Int? {
        let rest = rest
        return unsafe piece.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let end = unsafe memchr(base + rest.lowerBound, 0x0A, rest.count)
            else {
                return nil
            }
            return unsafe UnsafeRawPointer(end) - base
        }
    }
}
#endif
