public import Hummingbird
public import Mapae
import MapaeJOSE
import NIOCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Decodes JSON bodies that every reader must understand the same: no duplicate members, no trailing commas, UTF-8 only.
///
/// Foundation alone takes the first of two equal names, other readers the last; a check and the code behind it must not
/// see two different requests.
public struct StrictJSONDecoder: RequestDecoder {
    private let errorFormat: ErrorFormat

    /// Creates a decoder.
    /// - Parameter errorFormat: How refusals are written; as those of tokens unless told.
    public init(errorFormat: ErrorFormat = .oauth) { self.errorFormat = errorFormat }

    /// Decodes a value.
    /// - Throws: ``RequestError``: no JSON, too large, or not of the type's shape.
    public func decode<T: Decodable>(
        _ type: T.Type, from request: Request, context: some RequestContext
    ) async throws -> T {
        do { return try await read(type, from: request, context: context) } catch let error as RequestError {
            throw error.written(as: errorFormat)
        }
    }

    private func read<T: Decodable>(
        _ type: T.Type, from request: Request, context: some RequestContext
    ) async throws -> T {
        let bytes = try await JSONBody.bytes(of: request, limit: context.maxUploadSize)
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw JSONBody.error(for: error) }
        guard !value.hasEquivalentNames else { throw JSONBody.error(for: JOSEError(.duplicateMember)) }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw RequestError.invalid(Self.explanation(of: error))
        }
    }

    private static func explanation(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "The body lacks '\(path(context.codingPath + [key]))'."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "'\(path(context.codingPath))' has the wrong type."
        case .dataCorrupted(let context):
            "'\(path(context.codingPath))' has a wrong value."
        @unknown default:
            "The body has the wrong form."
        }
    }

    /// The path of a member, held to a length that is safe to send back.
    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? "body" : String(path.unicodeScalars.prefix(64))
    }
}
