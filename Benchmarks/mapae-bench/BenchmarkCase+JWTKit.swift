import Dispatch
import JWTKit
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The same token, checked by vapor/jwt-kit as its documentation has it.
extension BenchmarkCase {
    private struct Payload: JWTPayload {
        let iss: IssuerClaim
        let sub: SubjectClaim
        let aud: AudienceClaim
        let iat: IssuedAtClaim
        let exp: ExpirationClaim
        let jti: IDClaim
        let type: String
        let fresh: Bool

        func verify(using key: some JWTAlgorithm) throws {
            try exp.verifyNotExpired()
            try aud.verifyIntendedAudience(includes: "https://api.example.com")
        }
    }

    static func jwtKit(_ workload: Workload, against verify: BenchmarkCase) throws -> BenchmarkCase {
        let token = workload.token
        let keys = JWTKeyCollection()
        _ = try waiting {
            await keys.add(hmac: HMACKey(from: Workload.secret), digestAlgorithm: .sha256)
            return 0
        }
        return BenchmarkCase(
            "jwt-kit.hs256.verify", baseline: verify.name, yields: UInt64(Workload.subject.utf8.count),
            allocatesEvenly: false
        ) { iterations in
            try waiting {
                var result: UInt64 = 0
                for _ in 0..<iterations {
                    result &+= UInt64(try await keys.verify(token, as: Payload.self).sub.value.utf8.count)
                }
                return result
            }
        }
    }

    /// Runs a batch in a task and blocks until it is done: one switch of threads for the whole batch.
    private static func waiting(_ body: @escaping @Sendable () async throws -> UInt64) throws -> UInt64 {
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            let result: Result<UInt64, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            outcome.value.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = outcome.value.withLock({ $0 }) else { throw BenchmarkError("a batch has no result") }
        return try result.get()
    }

    private final class Outcome: Sendable {
        let value = Mutex<Result<UInt64, any Error>?>(nil)
    }
}
