import HTTPTypes
package import Mapae

extension RenderedError {
    /// 503: something that is needed cannot be had now, and trying again may help.
    package static func unavailable(_ description: String) -> RenderedError {
        var rendered = RenderedError(.serviceUnavailable, error: "temporarily_unavailable", description: description)
        rendered.headers[.retryAfter] = "1"
        return rendered
    }
}
