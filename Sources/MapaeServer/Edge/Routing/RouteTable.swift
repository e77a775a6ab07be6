#if Server
import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods each path has. The router tells only that there is no such path with this method.
final class RouteTable: Sendable {
    private struct Entry: Sendable {
        let path: RouterPath
        var methods: Set<HTTPRequest.Method>
    }

    private let entries = Mutex<[Entry]>([])

    /// Takes over the routes of a router that has all of them.
    func learn<Context>(_ router: Router<Context>) {
        var learnt: [Entry] = []
        for route in router.routes {
            var methods: Set<HTTPRequest.Method> = [route.method, .options]
            if route.method == .get { methods.insert(.head) }
            if let index = learnt.firstIndex(where: { $0.path == route.path }) {
                learnt[index].methods.formUnion(methods)
            } else {
                learnt.append(Entry(path: route.path, methods: methods))
            }
        }
        entries.withLock { $0 = learnt }
    }

    /// The methods of a path as `Allow` has them (RFC 9110 §10.2.1); `nil` when there is no such path.
    func allowed(at path: String) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        let methods = entries.withLock { entries in
            entries.filter { Self.matches($0.path, parts) }.reduce(into: Set()) { $0.formUnion($1.methods) }
        }
        return methods.isEmpty ? nil : Self.text(methods)
    }

    /// The methods of all paths together.
    var all: String {
        Self.text(entries.withLock { $0.reduce(into: [.options]) { $0.formUnion($1.methods) } })
    }

    private static func text(_ methods: Set<HTTPRequest.Method>) -> String {
        methods.map(\.rawValue).sorted().joined(separator: ", ")
    }

    private static func matches(_ path: RouterPath, _ parts: [Substring]) -> Bool {
        for (index, element) in path.components.enumerated() {
            if element == .recursiveWildcard { return true }
            guard index < parts.count, element ~= parts[index] else { return false }
        }
        return path.components.count == parts.count
    }
}
#endif
