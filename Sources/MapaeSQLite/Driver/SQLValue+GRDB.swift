#if Server
import Foundation
import GRDB
import MapaeSQL
import MapaeStore

extension SQLValue {
    init(_ value: DatabaseValue, path: String) throws(StoreError) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        case .double: throw StoreError(.corrupt, "\(path): a row holds a fraction, which no release ever wrote")
        }
    }

    /// - Throws: `failed` for a text with a NUL. It would be bound as a C string and lose what follows, so that
    ///   "admin\0x" became "admin".
    func bound(path: String) throws(StoreError) -> DatabaseValue {
        switch self {
        case .null: return .null
        case .integer(let number): return number.databaseValue
        case .text(let text):
            guard !text.utf8.contains(0) else {
                throw StoreError(.failed, "\(path): a text with a NUL byte cannot be stored")
            }
            return text.databaseValue
        case .blob(let bytes): return Data(bytes).databaseValue
        }
    }
}
#endif
