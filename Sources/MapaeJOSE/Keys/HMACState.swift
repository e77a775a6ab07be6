import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// HMAC (RFC 2104) whose key has been absorbed already: two hash states, which each token copies.
///
/// The hash is the library's; only their composition, RFC 2104 §2, is here. The library's own `HMAC` costs a third more
/// for a token of usual size, and its comparison with bytes allocates. A class, as a struct's two references would be
/// counted up and down with each use.
final class HMACState<Hash: HashFunction & Sendable>: Sendable {
    private let inner: Hash
    private let outer: Hash

    /// - Parameter key: The secret; one longer than a block of the hash is hashed first (RFC 2104 §2).
    init(key: [UInt8]) {
        var block = key.count > Hash.blockByteCount ? Array(Hash.hash(data: key)) : key
        block += [UInt8](repeating: 0, count: Hash.blockByteCount - block.count)
        var inner = Hash()
        inner.update(data: block.map { $0 ^ 0x36 })
        var outer = Hash()
        outer.update(data: block.map { $0 ^ 0x5C })
        self.inner = inner
        self.outer = outer
    }

    func authenticate(_ input: UnsafeRawBufferPointer) -> Hash.Digest {
        var inner = inner
        unsafe inner.update(bufferPointer: input)
        let digest = inner.finalize()
        var outer = outer
        unsafe digest.withUnsafeBytes { unsafe outer.update(bufferPointer: $0) }
        return outer.finalize()
    }

    /// Whether both have absorbed the same key.
    func isSame(as other: HMACState) -> Bool {
        // The library compares digests in constant time.
        unsafe authenticate(UnsafeRawBufferPointer(start: nil, count: 0))
            == other.authenticate(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Whether `mac` is right for `input`. The time does not depend on where two MACs differ: that would let a stranger
    /// find a right one byte by byte (CVE-2016-7036).
    func isValid(_ mac: UnsafeRawBufferPointer, for input: UnsafeRawBufferPointer) -> Bool {
        let expected = unsafe authenticate(input)
        return unsafe expected.withUnsafeBytes { expected in
            guard expected.count == mac.count else { return false }
            var difference: UInt8 = 0
            for index in 0..<expected.count { unsafe difference |= expected[index] ^ mac[index] }
            return difference == 0
        }
    }
}
