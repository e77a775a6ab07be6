#if RemoteKeys
import Crypto
import MapaeRemoteKeys
import Testing

@Suite("What was answered about tokens is kept within bounds")
struct AnswerCacheTests {
    static func key(_ number: Int) -> SHA256Digest { SHA256.hash(data: Array("\(number)".utf8)) }

    @Test func `a value is there until it ends, and not at the very moment`() {
        var cache = AnswerCache<Int>(maximumCount: 10, maximumCost: 100)
        cache.keep(1, of: Self.key(1), cost: 1, until: .seconds(60))
        #expect(cache.value(of: Self.key(1), at: .seconds(60) - .nanoseconds(1)) == 1)
        #expect(cache.value(of: Self.key(1), at: .seconds(60)) == nil)
        // That it was there is remembered: its owner is nobody unknown.
        #expect(cache.remembers(Self.key(1)))
        #expect(!cache.remembers(Self.key(2)))
        cache.keep(2, of: Self.key(1), cost: 1, until: .seconds(120))
        #expect(cache.value(of: Self.key(1), at: .seconds(60)) == 2)
        cache.removeValue(of: Self.key(1))
        #expect(!cache.remembers(Self.key(1)))
        #expect(cache.count == 0 && cache.cost == 0)
    }

    @Test(arguments: [(100, 1 << 30, 1), (1 << 20, 100, 1), (1 << 20, 1000, 10), (2, 2, 1), (1000, 5, 3)])
    func `J46 however many come, neither number nor cost passes the bound`(
        _ count: Int, _ cost: Int, _ each: Int
    ) {
        var cache = AnswerCache<Int>(maximumCount: count, maximumCost: cost)
        for number in 0..<5000 {
            cache.keep(number, of: Self.key(number % 3000), cost: each, until: .seconds(1000))
            _ = cache.value(of: Self.key(number / 2), at: .zero)
            #expect(cache.count <= count && cache.cost <= cost && cache.cost == cache.count * each)
        }
    }

    @Test func `what is used stays, whatever comes beside it`() {
        var cache = AnswerCache<Int>(maximumCount: 100, maximumCost: 100)
        cache.keep(-1, of: Self.key(-1), cost: 1, until: .seconds(60))
        for number in 0..<10_000 {
            cache.keep(number, of: Self.key(number), cost: 1, until: .seconds(60))
            if number.isMultiple(of: 20) { #expect(cache.value(of: Self.key(-1), at: .zero) == -1) }
        }
        // And what nobody has used goes.
        #expect(cache.value(of: Self.key(1), at: .zero) == nil)
    }

    @Test func `a value that costs more than half of all may is not kept, and pushes nothing out`() {
        var cache = AnswerCache<Int>(maximumCount: 10, maximumCost: 10)
        cache.keep(1, of: Self.key(1), cost: 5, until: .seconds(60))
        cache.keep(2, of: Self.key(2), cost: 6, until: .seconds(60))
        #expect(cache.value(of: Self.key(1), at: .zero) == 1)
        #expect(cache.value(of: Self.key(2), at: .zero) == nil)
        // Nor does the value that it would have replaced go on counting.
        cache.keep(3, of: Self.key(1), cost: 6, until: .seconds(60))
        #expect(cache.value(of: Self.key(1), at: .zero) == nil)
    }
}
#endif
