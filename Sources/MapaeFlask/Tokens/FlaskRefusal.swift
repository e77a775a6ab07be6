import Mapae
import MapaeJOSE

/// Why a token was not believed, in the terms of Flask-JWT-Extended: each case is answered by its own callback.
enum FlaskRefusal: Error {
    /// There is no token at this place, so that the next place is looked at.
    case missing(String)
    /// The value against forged requests is missing or wrong.
    case forgeable(String, TokenError.Code)
    /// The token is malformed, forged, or not for here.
    case invalid(String, TokenError.Code = .invalidToken)
    /// Everything is right but the time.
    case expired(FlaskParts)
    /// The route wants a token from a login.
    case notFresh(FlaskParts)
    /// The blocklist names the token.
    case revoked(FlaskParts)
    /// The program's own check said no.
    case verificationFailed(FlaskParts)
    /// Nobody has this identity any more.
    case userNotFound(FlaskParts)
    /// A callback failed, so nothing is known of the token.
    case unavailable(any Error)
    /// A callback answered by itself.
    case answered(TokenError)
}

/// Header and claims of a token, as callbacks get them: with the defaults filled in.
struct FlaskParts: Sendable {
    let header: JSONObject
    let claims: JSONObject
}
