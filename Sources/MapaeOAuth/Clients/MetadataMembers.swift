import MapaeJOSE

/// The members of client metadata, by type. `null` counts as absent (RFC 7592 §2.2).
struct MetadataMembers {
    private var object: JSONObject

    /// The most elements of a list.
    static let maximumElements = 64

    init(parsing json: [UInt8], maximumBytes: Int = ClientMetadata.maximumBytes) throws(OAuthError) {
        guard json.count <= maximumBytes,
            let value = try? JSONValue(parsing: json, limits: JSONLimits(depth: 8)), let object = value.object
        else {
            throw OAuthError(
                .invalidClientMetadata,
                "The metadata is no JSON object of at most \(maximumBytes) bytes with each member once.")
        }
        self.object = object
    }

    subscript(name: String) -> JSONValue? {
        if case .null = object[name] { nil } else { object[name] }
    }

    func text(_ name: String) throws(OAuthError) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw Self.error(name, "is no text") }
        return text
    }

    func texts(_ name: String) throws(OAuthError) -> [String]? {
        guard let value = self[name] else { return nil }
        guard let elements = value.array, elements.count <= Self.maximumElements,
            elements.allSatisfy({ $0.string != nil })
        else { throw Self.error(name, "is no list of at most \(Self.maximumElements) texts") }
        return elements.compactMap(\.string)
    }

    /// Leaves elements of a list out.
    mutating func keep(of name: String, where isKept: (String) -> Bool) throws(OAuthError) {
        guard let texts = try texts(name) else { return }
        object[name] = .array(texts.filter(isKept).map { .string($0) })
    }

    func flag(_ name: String) throws(OAuthError) -> Bool {
        guard let value = self[name] else { return false }
        guard let flag = value.bool else { throw Self.error(name, "is neither true nor false") }
        return flag
    }

    /// Seconds, from none to what a signed 32-bit number holds.
    func seconds(_ name: String) throws(OAuthError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard let seconds = value.integer, (0...Int64(Int32.max)).contains(seconds) else {
            throw Self.error(name, "is no whole number of seconds")
        }
        return seconds
    }

    /// A text that may be shown.
    func name(_ name: String) throws(OAuthError) -> String? {
        guard let text = try text(name) else { return nil }
        guard VisibleText.isSafe(text) else { throw Self.error(name, VisibleText.rule) }
        return text
    }

    /// Texts that may be shown.
    func names(_ name: String) throws(OAuthError) -> [String] {
        let texts = try texts(name) ?? []
        guard texts.allSatisfy(VisibleText.isSafe) else { throw Self.error(name, VisibleText.rule) }
        return texts
    }

    /// An address with `https` and without fragment: a browser is sent there.
    func webAddress(_ name: String) throws(OAuthError) -> String? { try address(name, allowsLoopback: false) }

    /// The same where this server itself asks.
    /// - Parameter allowsLoopback: Whether it may be at this machine, also with `http`.
    func askedAddress(_ name: String, allowsLoopback: Bool) throws(OAuthError) -> String? {
        try address(name, allowsLoopback: allowsLoopback)
    }

    private func address(_ name: String, allowsLoopback: Bool) throws(OAuthError) -> String? {
        guard let text = try text(name) else { return nil }
        guard AskedAddress.isUsable(text, allowsLoopback: allowsLoopback) else {
            throw Self.error(name, "is no https URI without fragment")
        }
        return text
    }

    private static func error(_ name: String, _ problem: String) -> OAuthError {
        OAuthError(.invalidClientMetadata, "The member \(name) \(problem).")
    }
}
