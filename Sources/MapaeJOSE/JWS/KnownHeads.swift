/// The headers that tokens of known keys usually have, read before any token comes.
///
/// A header says the same in every token of a key, so a token whose first part is byte for byte one of these needs no look
/// at it: what it says is known. Any other header is read as if this did not exist, and with the same result.
struct KnownHeads: Sendable {
    /// What is known of a token by its beginning.
    struct Head: Sendable {
        let header: JOSEHeader
        /// Where the header ends and the first dot stands.
        let firstDot: Int
        /// The place of the only key that such a token can be checked with.
        let key: Int
        /// How many characters a signature of that key has.
        let signatureCharacters: Int
        /// Where its text stands among all of them.
        fileprivate let start: Int
    }

    private let heads: [Head]
    /// The heads' texts, header and dot, one behind the other: so that no look at one counts references.
    private let texts: [UInt8]

    /// How many keys' headers are worth a comparison each.
    private static let maximumKeys = 8

    /// Makes the usual headers of keys: written in the order of this library, and with sorted names as others do.
    init(of keys: [VerificationKey]) {
        var heads: [Head] = []
        var texts: [UInt8] = []
        for (index, key) in keys.enumerated().prefix(Self.maximumKeys) where Self.isUnambiguous(key, among: keys) {
            for type in ["JWT", "at+jwt"] {
                for text in Self.texts(key, type: type) {
                    guard let header = Self.read(text) else { continue }
                    let encoded = Array(Base64URL.encode(text).utf8)
                    heads.append(
                        Head(
                            header: header, firstDot: encoded.count, key: index,
                            signatureCharacters: Base64URL.encodedCount(of: key.signatureCount), start: texts.count))
                    texts += encoded + [UInt8(ascii: ".")]
                }
            }
        }
        self.heads = heads
        self.texts = texts
    }

    /// Without `kid`, a token may mean any key of its algorithm.
    private static func isUnambiguous(_ key: VerificationKey, among keys: [VerificationKey]) -> Bool {
        key.keyID != nil || keys.count { $0.algorithm == key.algorithm } == 1
    }

    private static func texts(_ key: VerificationKey, type: String) -> [[UInt8]] {
        let algorithm = ("alg", key.algorithm.description)
        let type = ("typ", type)
        guard let id = key.keyID else { return [text([algorithm, type]), text([type, algorithm])] }
        return [text([algorithm, type, ("kid", id)]), text([algorithm, ("kid", id), type])]
    }

    private static func text(_ members: [(String, String)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in members { writer.member(name, value) }
        writer.endObject()
        return writer.bytes
    }

    private static func read(_ header: [UInt8]) -> JOSEHeader? {
        guard let read = try? JOSEHeader(header.span, upTo: header.count, limits: .init()) else { return nil }
        return read.refusal == nil ? read : nil
    }

    /// What is known of a token by its beginning, or `nil` when it begins in another way.
    func head(of token: Span<UInt8>) -> Head? {
        let texts = texts.span
        for head in heads {
            let text = texts.extracting(head.start...(head.start + head.firstDot))
            if Self.starts(token, with: text) { return head }
        }
        return nil
    }

    private static func starts(_ token: Span<UInt8>, with head: Span<UInt8>) -> Bool {
        guard token.count >= head.count, head.count >= JSONWord.byteCount else { return false }
        // The last word first: there, and not at their beginnings, heads differ.
        var index = head.count - JSONWord.byteCount
        while JSONWord.load(token, at: index) == JSONWord.load(head, at: index) {
            if index == 0 { return true }
            index = max(index - JSONWord.byteCount, 0)
        }
        return false
    }
}
