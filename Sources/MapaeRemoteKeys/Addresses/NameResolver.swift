#if RemoteKeys
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds the addresses of a name: the system does, or a test.
package struct NameResolver: Sendable {
    package let addresses: @Sendable (_ name: String) async throws -> [IPAddress]

    package init(addresses: @escaping @Sendable (_ name: String) async throws -> [IPAddress]) {
        self.addresses = addresses
    }

    /// The system's resolver, on NIO's threads for what blocks.
    package static let system = NameResolver(on: { .singleton })

    /// The system's resolver, for names that strangers choose. Nothing ends a look-up before the name server answers, or is given up:
    /// names that are slow on purpose keep threads of their own busy, and no other name waits for them.
    package static let strangers = NameResolver(on: { strangersThreads })

    /// The same for where logouts are told, so that no stranger's name delays one.
    package static let logouts = NameResolver(on: { logoutThreads })

    // As many as requests may be under way: for strangers' keys, documents and logouts, and for logouts of clients that were added. They
    // begin with the first name.
    private static let strangersThreads = makeThreads(3 * OutboundHTTP.maximumConcurrency)
    private static let logoutThreads = makeThreads(OutboundHTTP.maximumConcurrency)

    /// The system's resolver.
    /// - Parameter threads: Those that wait for it, found at the first name.
    private init(on threads: @escaping @Sendable () -> NIOThreadPool) {
        self.init { name in try await threads().runIfActive { Self.lookUp(name) } }
    }

    /// Threads that stay as long as the process.
    private static func makeThreads(_ count: Int) -> NIOThreadPool {
        let threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
        return threads
    }

    /// The addresses of a URL's host, in the order in which they should be tried.
    package func addresses(of url: WebURL) async throws(RemoteKeysError) -> [IPAddress] {
        switch url.host {
        case .address(let address): return [address]
        // RFC 6761 §6.3: it needs no look-up, and none should be able to move it off this machine.
        case .name where url.isLoopback: return ["127.0.0.1", "::1"].compactMap { IPAddress($0) }
        case .name(let name):
            do { return try await addresses(name) } catch { throw RemoteKeysError(.unreachable) }
        }
    }

    private static func lookUp(_ name: String) -> [IPAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var found: [IPAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            // Each address comes once a kind of socket.
            if let address = unsafe address(entry.pointee), !found.contains(address) { found.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        return found
    }

    private static func address(_ entry: addrinfo) -> IPAddress? {
        guard let socketAddress = unsafe entry.ai_addr else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return unsafe socketAddress.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                unsafe withUnsafeBytes(of: $0.pointee.sin_addr) { unsafe IPAddress(bytes: Array($0)) }
            }
        case AF_INET6:
            return unsafe socketAddress.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                unsafe withUnsafeBytes(of: $0.pointee.sin6_addr) { unsafe IPAddress(bytes: Array($0)) }
            }
        default: return nil
        }
    }
}
#endif
