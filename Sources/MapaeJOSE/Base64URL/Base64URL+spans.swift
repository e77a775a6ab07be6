extension Base64URL {
    /// The value of each character, and 0xFF for what is not in the alphabet.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Decodes `input` behind what `output` holds already, which must have room for ``decodedCount(of:)`` more bytes.
    /// - Returns: `false` when the text is not canonical; `output` then holds some part of it.
    static func append(_ input: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Bool {
        // One look at the table instead of one a character: reading a global costs a check each time. A span of it, as an
        // `InlineArray` in a constant is copied whole for each element that is read.
        let table = Self.values
        let values = table.span
        let count = input.count
        let quads = count & ~3
        // 0xFF is the only value with the top bits set, so one test at the end finds any bad character.
        var bad: UInt8 = 0
        var index = 0
        while index < quads {
            let a = values[Int(input[index])]
            let b = values[Int(input[index + 1])]
            let c = values[Int(input[index + 2])]
            let d = values[Int(input[index + 3])]
            bad |= a | b | c | d
            output.append(a << 2 | b >> 4)
            output.append(b << 4 | c >> 2)
            output.append(c << 6 | d)
            index += 4
        }
        switch count - quads {
        case 0:
            break
        case 2:
            let a = values[Int(input[index])]
            let b = values[Int(input[index + 1])]
            // RFC 4648 §3.5: bits that stand for nothing must be zero.
            guard b & 0x0F == 0 else { return false }
            bad |= a | b
            output.append(a << 2 | b >> 4)
        case 3:
            let a = values[Int(input[index])]
            let b = values[Int(input[index + 1])]
            let c = values[Int(input[index + 2])]
            guard c & 0x03 == 0 else { return false }
            bad |= a | b | c
            output.append(a << 2 | b >> 4)
            output.append(b << 4 | c >> 2)
        default:
            return false
        }
        return bad & 0xC0 == 0
    }

    /// Encodes `input` behind what `output` holds already, which must have room for ``encodedCount(of:)`` more bytes.
    static func appendEncoded(_ input: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
        let table = Self.alphabet
        let alphabet = table.span
        let count = input.count
        var index = 0
        while index + 2 < count {
            let a = input[index]
            let b = input[index + 1]
            let c = input[index + 2]
            output.append(alphabet[Int(a >> 2)])
            output.append(alphabet[Int((a & 0x03) << 4 | b >> 4)])
            output.append(alphabet[Int((b & 0x0F) << 2 | c >> 6)])
            output.append(alphabet[Int(c & 0x3F)])
            index += 3
        }
        switch count - index {
        case 1:
            let a = input[index]
            output.append(alphabet[Int(a >> 2)])
            output.append(alphabet[Int((a & 0x03) << 4)])
        case 2:
            let a = input[index]
            let b = input[index + 1]
            output.append(alphabet[Int(a >> 2)])
            output.append(alphabet[Int((a & 0x03) << 4 | b >> 4)])
            output.append(alphabet[Int((b & 0x0F) << 2)])
        default:
            break
        }
    }
}
