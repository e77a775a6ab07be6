/// A token's claims (RFC 7519 §4), read once: the registered ones checked for their types, all others kept as bytes and
/// decoded when asked for.
public struct ClaimSet: Sendable, CustomStringConvertible, CustomReflectable {
    let bytes: [UInt8]
    let start: Int
    let end: Int
    let limits: JSONLimits
    var places = InlineArray<12, JSONSlice>(repeating: .none)

    /// `exp`: the moment from which on the token must be refused (RFC 7519 §4.1.4).
    public internal(set) var expirationTime: NumericDate?
    /// `nbf`: the moment before which the token must be refused (RFC 7519 §4.1.5).
    public internal(set) var notBefore: NumericDate?
    /// `iat`: when the token was issued (RFC 7519 §4.1.6).
    public internal(set) var issuedAt: NumericDate?

    /// Reads claims from `start` to `end` of `bytes`.
    init(_ bytes: [UInt8], from start: Int, to end: Int, limits: JSONLimits) throws(JOSEError) {
        self.bytes = bytes
        self.start = start
        self.end = end
        self.limits = limits
        try read(bytes.span)
    }

    /// Claims of which nothing has been read yet.
    init(unread bytes: [UInt8], from start: Int, limits: JSONLimits) {
        self.bytes = bytes
        self.start = start
        self.end = bytes.count
        self.limits = limits
    }

    /// Reads claims from JSON that no signature covers: what an introspection answered, or a test wrote.
    /// - Throws: ``JOSEError``.
    package init(json: [UInt8], limits: JSONLimits = .init()) throws(JOSEError) {
        try self.init(json, from: 0, to: json.count, limits: limits)
    }

    /// Says nothing of what is inside: claims are personal data, and the bytes hold the signature too.
    public var description: String { "ClaimSet" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    private mutating func read(_ bytes: Span<UInt8>) throws(JOSEError) {
        var reader = JSONReader(bytes, from: start, to: end, limits: limits)
        reader.skipSpace(bytes)
        guard try reader.peek(bytes) == UInt8(ascii: "{") else { throw JOSEError(.jsonNotAnObject) }
        var scope = try reader.beginObject(bytes)
        while try reader.nextMember(&scope, bytes) {
            guard let claim = try Self.name(&reader, &scope, bytes) else {
                try reader.endName(bytes)
                try reader.skipValue(bytes, depth: 1)
                continue
            }
            // A known name is known in every spelling, so its place tells a duplicate, without the table of names.
            guard places[claim.rawValue] == .none else { throw JOSEError(.duplicateMember) }
            try reader.endName(bytes)
            try read(claim, &reader, bytes)
        }
        try reader.finish(bytes)
    }

    /// Reads a member's name.
    /// - Returns: The claim, where it is a known one; any other name has been compared with those before it.
    private static func name(
        _ reader: inout JSONReader, _ scope: inout JSONReader.ObjectScope, _ bytes: Span<UInt8>
    ) throws(JOSEError) -> ClaimName? {
        if let claim = reader.takeShortClaimName(bytes) {
            try reader.checkMemberCount()
            return claim
        }
        let (name, escaped) = try reader.text(bytes)
        try reader.checkMemberCount()
        let inside = bytes.extracting(name.range)
        if let claim = escaped ? ClaimName(meaningOf: inside) : ClaimName(inside) { return claim }
        try reader.checkUnique(name, escaped: escaped, scope, bytes)
        return nil
    }

    /// Reads a known claim's value. A registered one of the wrong type refuses the token: who reads it as absent would let
    /// it pass.
    @inline(__always)
    private mutating func read(
        _ claim: ClaimName, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JOSEError) {
        let valueStart = reader.index
        switch claim {
        case .exp, .nbf, .iat:
            let date: NumericDate
            if let seconds = reader.shortWholeNumber(bytes), seconds <= NumericDate.maximumSeconds {
                date = NumericDate(seconds: seconds)
            } else {
                date = try Self.date(&reader, from: valueStart, bytes)
            }
            if claim == .exp {
                expirationTime = date
            } else if claim == .nbf {
                notBefore = date
            } else {
                issuedAt = date
            }
        case .iss, .sub, .jti, .sid, .csrf:
            guard try reader.peek(bytes) == UInt8(ascii: "\"") else { throw try Self.wrongType(&reader, bytes) }
            _ = try reader.text(bytes)
        case .aud, .type, .fresh, .scope:
            try reader.skipValue(bytes, depth: 1)
        }
        let place = JSONSlice(valueStart, reader.index)
        places[claim.rawValue] = place
        if claim == .aud { try checkAudience(place, bytes) }
    }

    private static func date(
        _ reader: inout JSONReader, from start: Int, _ bytes: Span<UInt8>
    ) throws(JOSEError) -> NumericDate {
        // A whole number that is short but too large has been stepped over already.
        if reader.index == start { try reader.skipValue(bytes, depth: 1) }
        guard let date = NumericDate(number: bytes.extracting(start..<reader.index)) else {
            throw JOSEError(.invalidClaim)
        }
        return date
    }

    /// What is wrong with a value that is no text: its type, if it is JSON at all.
    private static func wrongType(_ reader: inout JSONReader, _ bytes: Span<UInt8>) throws(JOSEError) -> JOSEError {
        try reader.skipValue(bytes, depth: 1)
        return JOSEError(.invalidClaim)
    }

    /// RFC 7519 §4.1.3: one text, or a list of texts.
    @inline(__always)
    private func checkAudience(_ place: JSONSlice, _ bytes: Span<UInt8>) throws(JOSEError) {
        switch bytes[Int(place.start)] {
        case UInt8(ascii: "\""): return
        case UInt8(ascii: "["):
            var valid = true
            forEachElement(of: place) { text in
                valid = valid && text != nil
                return valid
            }
            guard valid else { throw JOSEError(.invalidClaim) }
        default: throw JOSEError(.invalidClaim)
        }
    }

    /// Calls `body` with the inside of each text of a list, and with `nil` for each element that is no text, until it
    /// returns `false`. The list has been read before, so nothing can be wrong with its form.
    private func forEachElement(of place: JSONSlice, _ body: (JSONSlice?) -> Bool) {
        let bytes = bytes.span
        var reader = JSONReader(bytes, from: place.range.lowerBound, to: place.range.upperBound, limits: limits)
        guard reader.take(UInt8(ascii: "["), bytes) else { return }
        while true {
            reader.skipSpace(bytes)
            if reader.take(UInt8(ascii: "]"), bytes) { return }
            let isText = (try? reader.peek(bytes)) == UInt8(ascii: "\"")
            let start = reader.index
            guard (try? reader.skipValue(bytes, depth: 2)) != nil else { return }
            guard body(isText ? JSONSlice(start + 1, reader.index - 1) : nil) else { return }
            reader.skipSpace(bytes)
            _ = reader.take(UInt8(ascii: ","), bytes)
        }
    }
}

// MARK: - The claims

extension ClaimSet {
    /// `iss`: who issued the token (RFC 7519 §4.1.1).
    public var issuer: String? { text(.iss) }
    /// `sub`: whom the token is about (RFC 7519 §4.1.2).
    public var subject: String? { text(.sub) }
    /// `jti`: the token's own identifier (RFC 7519 §4.1.7).
    public var tokenID: String? { text(.jti) }
    /// `scope`: what the token allows, as written (RFC 8693 §4.2); `nil` when absent or no text.
    public var scope: String? { text(.scope) }
    /// `sid`: the session that the token belongs to.
    public var sessionID: String? { text(.sid) }
    /// `csrf`: what a request must repeat when a cookie carries the token.
    public var csrfToken: String? { text(.csrf) }
    /// `type`: which kind of token it is; `nil` when absent or no text.
    public var tokenType: String? { text(.type) }

    /// `aud`: whom the token is for (RFC 7519 §4.1.3), empty when absent.
    public var audience: [String] {
        var texts: [String] = []
        forEachAudience {
            texts.append(JSONText.string($0)); return true
        }
        return texts
    }

    /// Whether there is an `aud`, empty or not.
    public var hasAudience: Bool { places[ClaimName.aud.rawValue] != .none }

    /// Whether `aud` names this recipient, compared byte by byte.
    public func isFor(_ recipient: String) -> Bool {
        var found = false
        forEachAudience { inside in
            found = JSONText.equals(inside, recipient)
            return !found
        }
        return found
    }

    /// Whether `iss` is exactly this text, compared byte by byte.
    package func hasIssuer(_ name: String) -> Bool {
        guard let inside = inside(places[ClaimName.iss.rawValue]) else { return false }
        return JSONText.equals(bytes.span.extracting(inside), name)
    }

    /// Whether `type` is exactly this text.
    package func hasTokenType(_ name: StaticString) -> Bool {
        let place = places[ClaimName.type.rawValue]
        guard let inside = inside(place) else { return false }
        return JSONText.equals(bytes.span.extracting(inside), name)
    }

    /// `fresh`: whether the user has just shown a credential; a number says until when.
    package func isFresh(at now: NumericDate) -> Bool {
        let value = bytes.span.extracting(places[ClaimName.fresh.rawValue].range)
        if value.isEmpty { return false }
        if value[0] == UInt8(ascii: "t") { return true }
        return NumericDate(number: value).map { now < $0 } ?? false
    }

    /// Any claim, decoded now; `nil` where there is none.
    ///
    /// Each look-up reads the payload again. For several claims use ``object()``.
    public subscript(name: String) -> JSONValue? {
        let bytes = bytes.span
        var reader = JSONReader(bytes, from: start, to: end, limits: limits)
        reader.skipSpace(bytes)
        guard var scope = try? reader.beginObject(bytes) else { return nil }
        while let member = try? reader.nextName(&scope, bytes) {
            let valueStart = reader.index
            guard (try? reader.skipValue(bytes, depth: 1)) != nil else { return nil }
            // Only this one is decoded: another claim with a number that no `Double` holds must not hide it.
            if JSONText.equals(bytes.extracting(member.slice.range), name) {
                return try? JSONValue(parsing: bytes, from: valueStart, to: reader.index, limits: limits)
            }
        }
        return nil
    }

    /// All claims, decoded now.
    /// - Throws: ``JOSEError`` `invalid_json` for a number that no `Double` holds.
    public func object() throws(JOSEError) -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: bytes.span, from: start, to: end, limits: limits) else {
            throw JOSEError(.jsonNotAnObject)
        }
        return object
    }

    /// The claims' JSON text as it was signed.
    package var json: ArraySlice<UInt8> { bytes[start..<end] }

    private func text(_ claim: ClaimName) -> String? {
        guard let inside = inside(places[claim.rawValue]) else { return nil }
        return JSONText.string(bytes.span.extracting(inside))
    }

    /// The inside of the text at `place`, or `nil` when there is no text there.
    func inside(_ place: JSONSlice) -> Range<Int>? {
        let range = place.range
        guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return (range.lowerBound + 1)..<(range.upperBound - 1)
    }

    private func forEachAudience(_ body: (Span<UInt8>) -> Bool) {
        let place = places[ClaimName.aud.rawValue]
        if let inside = inside(place) {
            _ = body(bytes.span.extracting(inside))
        } else if place != .none {
            forEachElement(of: place) { $0.map { text in body(bytes.span.extracting(text.range)) } ?? true }
        }
    }
}
