#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A port on 127.0.0.1 that nobody used a moment ago.
struct LoopbackPort {
    let number: UInt16

    init() throws {
        let socket = Self.makeSocket()
        defer { close(socket) }
        var address = Self.address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, size) == 0 ? unsafe getsockname(socket, $0, &size) : -1
            }
        }
        guard status == 0 else { throw BenchmarkError("there is no free port on 127.0.0.1") }
        number = UInt16(bigEndian: address.sin_port)
    }

    /// Whether a server answers 200 to `GET path` now.
    func answers(get path: String) -> Bool {
        let socket = Self.makeSocket()
        defer { close(socket) }
        var address = Self.address(number)
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { return false }
        // A server that takes the connection and then says nothing must not hold us beyond the deadline.
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(number)\r\nConnection: close\r\n\r\n".utf8)
        guard unsafe send(socket, request, request.count, 0) == request.count else { return false }
        var answer = [UInt8](repeating: 0, count: 12)
        let count = unsafe recv(socket, &answer, answer.count, Int32(MSG_WAITALL))
        return answer.prefix(max(count, 0)).elementsEqual("HTTP/1.1 200".utf8)
    }

    private static func makeSocket() -> Int32 {
        #if canImport(Glibc)
        socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
