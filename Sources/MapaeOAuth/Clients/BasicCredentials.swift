import Mapae
import MapaeJOSE

/// A client's identifier and secret in `Authorization: Basic`, each written as in a form before both are joined by a
/// colon (RFC 6749 §2.3.1, RFC 7617 §2).
struct BasicCredentials {
    let clientID: ClientID
    let secret: String

    /// Reads a field's value.
    /// - Throws: ``OAuthError`` `invalid_client` for another scheme, and for all that is not written as the RFCs say.
    init(field: String) throws(OAuthError) {
        guard let pair = Self.pair(field), let colon = pair.firstIndex(of: UInt8(ascii: ":")),
            let name = Self.text(pair[..<colon]), let id = ClientID(name),
            let secret = Self.text(pair[(colon + 1)...]), !secret.isEmpty
        else {
            throw OAuthError(
                .invalidClient, "The Authorization header is not Basic with a client_id and a secret in form encoding.")
        }
        clientID = id
        self.secret = secret
    }

    /// What stands behind the scheme, in any case, and at least one space (RFC 9110 §11.4).
    private static func pair(_ field: String) -> [UInt8]? {
        let bytes = Array(field.utf8)
        guard bytes.count > 6, bytes.prefix(5).map({ $0 | 0x20 }).elementsEqual("basic".utf8),
            bytes[5] == UInt8(ascii: " ")
        else { return nil }
        return Base64.decodePadded(bytes[5...].drop { $0 == UInt8(ascii: " ") })
    }

    private static func text(_ raw: ArraySlice<UInt8>) -> String? {
        guard let bytes = FormText.decoded(raw), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
