import MapaeJOSE

/// A request that the judge does not understand: a mistake in the script that asks.
struct BadRequest: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension JSONObject {
    func value(_ name: String) throws(BadRequest) -> JSONValue {
        guard let value = self[name] else { throw BadRequest("no \(name)") }
        return value
    }

    func text(_ name: String) throws(BadRequest) -> String {
        guard let text = try value(name).string else { throw BadRequest("\(name) is no text") }
        return text
    }

    func object(_ name: String) throws(BadRequest) -> JSONObject {
        guard let object = try value(name).object else { throw BadRequest("\(name) is no object") }
        return object
    }

    func now() throws(BadRequest) -> NumericDate {
        guard let now = try value("now").integer else { throw BadRequest("now is no integer") }
        return NumericDate(seconds: now)
    }
}
