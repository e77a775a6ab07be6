import HTTPTypes
import Mapae

/// A field of a form that a request holds.
enum FormPlace {
    /// Whether a request says that it is a form.
    static func isForm(_ headers: HTTPFields) -> Bool {
        let type = MediaTypeText.essence(headers[.contentType] ?? "")
        return type.elementsEqual(urlEncoded) || type.elementsEqual(multipart)
    }

    /// The first value of a field.
    static func value(of name: String, in body: [UInt8], _ headers: HTTPFields) -> String? {
        let type = MediaTypeText.essence(headers[.contentType] ?? "")
        if type.elementsEqual(urlEncoded) { return FormPairs.firstValue(of: name, in: body) }
        guard type.elementsEqual(multipart), let boundary = boundary(headers) else { return nil }
        return MultipartForm(body, boundary: boundary).firstValue(of: name)
    }

    private static let urlEncoded = "application/x-www-form-urlencoded".utf8
    private static let multipart = "multipart/form-data".utf8

    /// RFC 2046 §5.1.1: 1 to 70 characters.
    private static func boundary(_ headers: HTTPFields) -> [UInt8]? {
        let value = HeaderParameters.value(of: "boundary", in: Array((headers[.contentType] ?? "").utf8))
        guard let value, (1...70).contains(value.count) else { return nil }
        return value
    }
}
