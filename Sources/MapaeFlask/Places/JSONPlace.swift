import HTTPTypes
import Mapae
import MapaeJOSE

/// The JSON body of a request.
enum JSONPlace {
    /// What a body may be like. It is read before anything is known of who sent it.
    static let limits = JSONLimits(depth: 32, members: 4096, allowsNUL: true)

    /// Refuses a request that does not say it is JSON.
    static func checkType(_ headers: HTTPFields) throws(FlaskRefusal) {
        guard MediaTypeText.isJSON(MediaTypeText.essence(headers[.contentType] ?? "")) else {
            throw .missing("Invalid content-type. Must be application/json.")
        }
    }

    /// The token in the member `JWT_JSON_KEY`, or for a refresh token `JWT_REFRESH_JSON_KEY`.
    ///
    /// A body that is no JSON, no object, or that names a member twice holds no token.
    static func token(
        in body: [UInt8]?, refresh: Bool, _ settings: FlaskSettings
    ) throws(FlaskRefusal) -> Substring {
        let key = refresh ? settings.refreshJSONKey : settings.jsonKey
        let value = body.flatMap { try? JSONValue(parsing: $0, limits: limits) }
        guard let value = value?.object?[key], !value.isFalsy else {
            throw .missing("Missing \"\(key)\" key in json data.")
        }
        guard let text = value.string else {
            throw .invalid("Invalid token type. Token must be a <class 'bytes'>")
        }
        return text[...]
    }
}
