#if RemoteKeys
/// What reaches the outside: connections, names and the time that passes. A test has its own.
package struct Network: Sendable {
    package let transport: any HTTPTransport
    package let resolver: NameResolver
    package let clock: MonotonicClock

    package init(transport: any HTTPTransport, resolver: NameResolver, clock: MonotonicClock) {
        self.transport = transport
        self.resolver = resolver
        self.clock = clock
    }

    /// The real one.
    package static let system = Network(transport: AsyncHTTPTransport(), resolver: .system, clock: .system)

    /// The real one for addresses that strangers choose.
    package static let strangers = Network(transport: AsyncHTTPTransport(), resolver: .strangers, clock: .system)

    /// The real one for where logouts are told.
    package static let logouts = Network(transport: AsyncHTTPTransport(), resolver: .logouts, clock: .system)
}
#endif
