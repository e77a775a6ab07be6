import HTTPTypes
import Mapae

/// A token as a request carries it. Nothing in it is true yet.
struct FoundToken {
    let text: Substring
    /// What the request brought against forgery beside a cookie; `nil` where nothing is needed.
    let csrf: String?

    /// Looks at one place of a request.
    /// - Parameters:
    ///   - location: The place.
    ///   - request: The request.
    ///   - refresh: Whether a refresh token is wanted, which has other names.
    ///   - settings: The names.
    /// - Throws: ``FlaskRefusal``; `CancellationError`.
    init<R: TokenRequest>(
        at location: FlaskLocation, in request: inout R, refresh: Bool, _ settings: FlaskSettings
    ) async throws {
        let headers = request.head.headerFields
        switch location {
        case .headers:
            self.init(text: try HeaderPlace.token(in: headers, settings), csrf: nil)
        case .queryString:
            self.init(text: try QueryPlace.token(in: request.head.path, settings), csrf: nil)
        case .json:
            try JSONPlace.checkType(headers)
            let body = try await Self.body(of: &request)
            self.init(text: try JSONPlace.token(in: body, refresh: refresh, settings), csrf: nil)
        case .cookies:
            let name = refresh ? settings.refreshCookieName : settings.accessCookieName
            guard let token = CookiePlace.value(of: name, in: headers) else {
                throw FlaskRefusal.missing("Missing cookie \"\(name)\"")
            }
            self.init(text: token, csrf: try await Self.csrf(in: &request, refresh: refresh, settings))
        }
    }

    private init(text: Substring, csrf: String?) {
        self.text = text
        self.csrf = csrf
    }

    /// What a request must bring beside a cookie, as other sites' pages can send the cookie and nothing else.
    private static func csrf<R: TokenRequest>(
        in request: inout R, refresh: Bool, _ settings: FlaskSettings
    ) async throws -> String? {
        guard settings.cookieCSRFProtect, settings.csrfMethods.contains(request.head.method) else { return nil }
        let headers = request.head.headerFields
        let name = HTTPField.Name(refresh ? settings.refreshCSRFHeaderName : settings.accessCSRFHeaderName)
        if let value = name.flatMap({ headers[$0] }), !value.isEmpty { return value }
        if settings.csrfCheckForm, FormPlace.isForm(headers), let body = try await body(of: &request) {
            let field = refresh ? settings.refreshCSRFFieldName : settings.accessCSRFFieldName
            if let value = FormPlace.value(of: field, in: body, headers), !value.isEmpty { return value }
        }
        throw FlaskRefusal.forgeable("Missing CSRF token", .csrfMissing)
    }

    /// The body; `nil` for one that is too long or did not arrive, in which nothing can be found.
    private static func body<R: TokenRequest>(of request: inout R) async throws -> [UInt8]? {
        do {
            return try await request.body(upTo: FlaskAuthority.maximumBodyBytes)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return nil
        }
    }
}
