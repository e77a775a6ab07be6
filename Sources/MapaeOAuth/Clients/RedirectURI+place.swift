import Mapae

extension RedirectURI {
    /// Where it leads, as a user can compare it: the host with its port where it names one, or the scheme that an app has claimed.
    package var place: String {
        guard let authority = URIText(text)?.authority, kind != .privateUse else {
            return String(Substring(text.utf8.prefix { $0 != UInt8(ascii: ":") })) + ":"
        }
        let port = authority.port.map { ":" + String(Substring($0)) } ?? ""
        return String(Substring(authority.host)) + port
    }
}
