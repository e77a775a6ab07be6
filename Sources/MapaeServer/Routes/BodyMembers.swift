#if Server
import Hummingbird
import HummingbirdMapae

/// The members of a request's JSON body, each asked for by its name and type. What nobody asks for is an error, as a name that
/// is misspelt would otherwise be passed over: `"disable": true` must not answer 200 and disable nobody.
struct BodyMembers {
    private let object: JSONObject

    /// Reads the body.
    /// - Parameter names: All names that it may have.
    /// - Throws: `RequestError`.
    init(of request: Request, limit: Int, _ names: String...) async throws {
        object = try await JSONBody.object(of: request, limit: limit)
        for member in object.members where !names.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
            throw RequestError.invalid("The body may have these members only: \(names.joined(separator: ", ")).")
        }
    }

    /// Whether the body names it at all.
    func has(_ name: String) -> Bool { object[name] != nil }

    /// A text.
    /// - Throws: `RequestError` when it is missing or no text.
    func text(_ name: String) throws(RequestError) -> String {
        guard let text = object[name]?.string else { throw RequestError.invalid("'\(name)' must be a text.") }
        return text
    }

    /// A text that may be missing, or `null`.
    /// - Throws: `RequestError` when it is something else.
    func optionalText(_ name: String) throws(RequestError) -> String? {
        switch object[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw RequestError.invalid("'\(name)' must be a text.")
        }
    }

    /// `true` or `false`, which may be missing.
    /// - Throws: `RequestError` when it is something else.
    func optionalBool(_ name: String) throws(RequestError) -> Bool? {
        switch object[name] {
        case nil: return nil
        case .bool(let value)?: return value
        default: throw RequestError.invalid("'\(name)' must be true or false.")
        }
    }

    /// A list of texts, which may be missing.
    /// - Throws: `RequestError` when it is something else.
    func optionalTexts(_ name: String) throws(RequestError) -> [String]? {
        guard let value = object[name] else { return nil }
        guard let elements = value.array else { throw RequestError.invalid("'\(name)' must be a list of texts.") }
        let texts = elements.compactMap(\.string)
        guard texts.count == elements.count else { throw RequestError.invalid("'\(name)' must be a list of texts.") }
        return texts
    }
}
#endif
