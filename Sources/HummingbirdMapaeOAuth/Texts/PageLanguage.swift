import HTTPTypes

/// A language of the pages.
public enum PageLanguage: String, Sendable, Hashable, CaseIterable {
    /// English.
    case english = "en"
    /// Korean.
    case korean = "ko"

    /// The language of a page: the first that the client asks for (`ui_locales`), or else the first that the browser does (RFC 9110
    /// §12.5.4), of those that there are.
    /// - Parameters:
    ///   - locales: What the client asks for.
    ///   - headers: The request's header fields.
    static func of(_ locales: [String], _ headers: HTTPFields) -> PageLanguage {
        for locale in locales {
            if let language = named(locale.utf8) { return language }
        }
        return accepted(headers[values: .acceptLanguage].joined(separator: ",")) ?? .english
    }

    private static func accepted(_ value: String) -> PageLanguage? {
        var best: (language: PageLanguage, weight: Int)?
        // More than a browser has: what a stranger writes behind that costs nothing.
        for part in value.utf8.prefix(1024).split(separator: UInt8(ascii: ",")).prefix(16) {
            let pieces = part.split(separator: UInt8(ascii: ";"), maxSplits: 1)
            guard let tag = pieces.first, let language = named(tag.filter { $0 != 0x20 && $0 != 0x09 }) else {
                continue
            }
            let weight = pieces.count == 1 ? 1000 : weight(pieces[1])
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        return best?.language
    }

    /// The language of a tag such as `ko-KR`, in any case.
    private static func named(_ tag: some Collection<UInt8>) -> PageLanguage? {
        let primary = tag.prefix { $0 != UInt8(ascii: "-") }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return allCases.first { $0.rawValue.utf8.elementsEqual(primary) }
    }

    /// A weight in thousandths: `q=0.8` is 800. What is none counts as nothing.
    private static func weight(_ text: Substring.UTF8View) -> Int {
        let value = text.filter { $0 != 0x20 && $0 != 0x09 }
        guard value.starts(with: "q=".utf8), (3...7).contains(value.count) else { return 0 }
        let digits = value.dropFirst(2)
        if digits.first == UInt8(ascii: "1") { return 1000 }
        guard digits.first == UInt8(ascii: "0") else { return 0 }
        var weight = 0
        var place = 100
        for digit in digits.dropFirst(2) where (0x30...0x39).contains(digit) {
            weight += Int(digit - 0x30) * place
            place /= 10
        }
        return weight
    }
}
