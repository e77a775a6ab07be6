import Testing

@testable import MapaeJOSE

@Suite("Random identifiers")
struct RandomIdentifierTests {
    @Test func `no identifier comes twice, whoever asks at the same time`() async {
        let count = 4000
        let all = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { (0..<count).map { _ in RandomBytes.identifier() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(all.count == 8 * count)
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { Base64URL.decode($0)?.count == 16 })
    }

    @Test func `every one of the 128 bits is set about half of the time`() {
        var ones = [Int](repeating: 0, count: 128)
        let count = 8000
        for _ in 0..<count {
            let bytes = Base64URL.decode(RandomBytes.identifier()) ?? []
            for bit in 0..<128 where bytes[bit / 8] >> UInt8(bit % 8) & 1 == 1 { ones[bit] += 1 }
        }
        // Ten standard deviations: never by chance, always when a bit is stuck.
        #expect(ones.allSatisfy { abs($0 - count / 2) < 450 })
    }

    #if os(Linux)
    @Test func `a portion is given out once, and the next one differs`() throws {
        let page = try #require(RandomPage())
        var seen: Set<UInt64> = []
        for _ in 0..<100 {
            let words = try #require(page.next())
            seen.formUnion([words.0, words.1])
        }
        #expect(seen.count == 200)
        #expect(!seen.contains(0))
    }
    #endif
}
