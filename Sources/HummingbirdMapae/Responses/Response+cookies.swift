public import Hummingbird
public import Mapae

extension Response {
    /// Adds cookies. Nobody may keep such an answer, which is one user's.
    /// - Parameter cookies: What `CookieCarrier.setting` or `CookieCarrier.removal` makes.
    public mutating func set(_ cookies: [SetCookie]) {
        headers.append(contentsOf: cookies.map(\.field))
        headers[.cacheControl] = "no-store"
    }
}
