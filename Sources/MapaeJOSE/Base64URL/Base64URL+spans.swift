extension Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// What is not in the alphabet; no value of a character has these bits.
    private static let bad: UInt32 = 0xFF00_0000

    /// Four tables of 256: the value of a character as the first, second, third and fourth of a group, shifted to its place
    /// in the group's three bytes, of which the first is the lowest, or ``bad``. Four loads and three ORs then decode four
    /// characters, and tell bad ones too; one store writes them.
    private static let groups: [UInt32] = {
        var table = [UInt32](repeating: bad, count: 4 * 256)
        for place in 0..<4 {
            for (value, character) in alphabet.enumerated() {
                let bits = UInt32(value) << UInt32(18 - 6 * place)
                table[place * 256 + Int(character)] = bits.byteSwapped >> 8
            }
        }
        return table
    }()

    /// Decodes `input` behind what `output` holds already, which must have room for ``decodedCount(of:)`` more bytes.
    /// - Returns: `false` when the text is not canonical; `output` then holds some part of it.
    static func append(_ input: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Bool {
        guard let count = decodedCount(of: input.count) else { return false }
        let table = groups
        // Indices below are those of `input` and of a table of 1,024, and the room is checked here once: a check for each
        // byte would double the work.
        precondition(output.freeCapacity >= count, "no room to decode")
        return unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
            guard let base = buffer.baseAddress else { return input.isEmpty }
            let valid = unsafe table.withUnsafeBufferPointer { table in
                unsafe input.withUnsafeBufferPointer { input in
                    unsafe decode(input, table, into: base + initialized)
                }
            }
            initialized += count
            return valid
        }
    }

    /// Writes all bytes that `input` stands for, and zeros or rubbish where it stands for none.
    /// - Returns: Whether the text is canonical.
    private static func decode(
        _ input: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt32>,
        into start: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        guard let text = input.baseAddress, let table = table.baseAddress else { return input.isEmpty }
        var (from, to) = (0, 0)
        let quads = input.count & ~3
        var seen: UInt32 = 0
        // A store of four bytes is one too many, which the next group overwrites; so the last group goes another way.
        while from + 4 < quads {
            let group =
                unsafe table[Int(text[from])] | table[256 + Int(text[from + 1])]
                | table[512 + Int(text[from + 2])] | table[768 + Int(text[from + 3])]
            seen |= group
            unsafe UnsafeMutableRawPointer(start + to).storeBytes(of: group.littleEndian, as: UInt32.self)
            from += 4
            to += 3
        }
        if quads > 0 {
            seen |= unsafe decodeGroup(text + from, 4, table, into: start + to)
            from += 4
            to += 3
        }
        let rest = input.count - from
        if rest == 0 { return seen & bad == 0 }
        let group = unsafe decodeGroup(text + from, rest, table, into: start + to)
        // RFC 4648 §3.5: bits that stand for nothing must be zero.
        let unused: UInt32 = rest == 2 ? 0xFF_FF00 : 0xFF_0000
        return (seen | group) & bad == 0 && group & unused == 0
    }

    /// Decodes one group of two to four characters to the one to three bytes that it stands for.
    private static func decodeGroup(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ table: UnsafePointer<UInt32>,
        into start: UnsafeMutablePointer<UInt8>
    ) -> UInt32 {
        var group: UInt32 = 0
        for place in 0..<count { unsafe group |= table[place * 256 + Int(text[place])] }
        for place in 0..<(count - 1) { unsafe start[place] = UInt8(truncatingIfNeeded: group >> UInt32(8 * place)) }
        return group
    }

    /// Encodes `input` behind what `output` holds already, which must have room for ``encodedCount(of:)`` more bytes.
    static func appendEncoded(_ input: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
        let count = encodedCount(of: input.count)
        precondition(output.freeCapacity >= count, "no room to encode")
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            unsafe input.withUnsafeBufferPointer { unsafe encode($0, into: base + initialized) }
            initialized += count
        }
    }

    /// Encodes `input` to ``encodedCount(of:)`` bytes from `start` on, which must be there.
    static func encode(_ input: UnsafeBufferPointer<UInt8>, into start: UnsafeMutablePointer<UInt8>) {
        let table = alphabet
        unsafe table.withUnsafeBufferPointer { table in
            guard let bytes = input.baseAddress, let table = table.baseAddress else { return }
            var (from, to) = (0, 0)
            while from + 2 < input.count {
                let group = unsafe UInt32(bytes[from]) << 16 | UInt32(bytes[from + 1]) << 8 | UInt32(bytes[from + 2])
                unsafe start[to] = table[Int(group >> 18)]
                unsafe start[to + 1] = table[Int(group >> 12 & 0x3F)]
                unsafe start[to + 2] = table[Int(group >> 6 & 0x3F)]
                unsafe start[to + 3] = table[Int(group & 0x3F)]
                from += 3
                to += 4
            }
            switch input.count - from {
            case 1:
                let group = unsafe UInt32(bytes[from]) << 4
                unsafe start[to] = table[Int(group >> 6)]
                unsafe start[to + 1] = table[Int(group & 0x3F)]
            case 2:
                let group = unsafe UInt32(bytes[from]) << 10 | UInt32(bytes[from + 1]) << 2
                unsafe start[to] = table[Int(group >> 12)]
                unsafe start[to + 1] = table[Int(group >> 6 & 0x3F)]
                unsafe start[to + 2] = table[Int(group & 0x3F)]
            default:
                break
            }
        }
    }
}
