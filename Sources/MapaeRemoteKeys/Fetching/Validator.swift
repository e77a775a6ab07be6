#if RemoteKeys
package import NIOHTTP1

/// The `ETag` of a document, and where it came from (RFC 9110 §8.8.3). It is shown to that URL only: to another host it
/// would be a cookie.
package struct Validator: Sendable, Equatable {
    package let url: WebURL
    package let entityTag: String

    /// Takes the tag of an answer if it is well formed and of a sensible length.
    package init?(_ headers: HTTPHeaders, of url: WebURL) {
        let tags = headers["etag"]
        guard tags.count == 1, tags[0].utf8.count <= 256 else { return nil }
        let opaque = tags[0].hasPrefix("W/") ? tags[0].utf8.dropFirst(2) : tags[0].utf8[...]
        let quote = UInt8(ascii: "\"")
        guard opaque.count >= 2, opaque.first == quote, opaque.last == quote,
            opaque.dropFirst().dropLast().allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != quote })
        else { return nil }
        self.url = url
        self.entityTag = tags[0]
    }
}
#endif
