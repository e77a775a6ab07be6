#if Server
package import NIOCore

/// What a connection and a request may take of the server: time, bytes, and how many.
package struct EdgeLimits: Sendable {
    /// How long a head may take, from its first byte; and how long a new connection may take to its first request.
    package var headTime = TimeAmount.seconds(10)
    /// How long a connection may wait for its next request.
    package var idleTime = TimeAmount.seconds(60)
    /// How long a body may make no progress.
    package var bodyStall = TimeAmount.seconds(30)
    /// From when on a body must have come at ``bodyRate`` on average.
    package var bodyGrace = TimeAmount.seconds(10)
    /// The least bytes of a body a second.
    package var bodyRate = 1024
    /// How long a body may take in all.
    package var bodyTime = TimeAmount.seconds(120)
    /// How long a client may take none of an answer.
    package var writeStall = TimeAmount.seconds(30)
    /// How long what a client still sends is thrown away after the last answer, so that it can read that answer.
    package var lingerTime = TimeAmount.seconds(2)
    /// How many bytes are thrown away then.
    package var lingerBytes = 1024 * 1024
    /// How long a connection without a request stays when the server stops: a request may be on its way.
    package var quiesceGrace = TimeAmount.milliseconds(100)
    /// How old a connection may become; it ends with an answer.
    package var connectionAge = TimeAmount.hours(1)

    /// The most bytes of header fields: names, values, and four for what stands between and behind them.
    package var headerBytes = 16 * 1024
    /// The most header fields.
    package var headerCount = 100
    /// The most bytes of a target.
    package var targetBytes = 8 * 1024
    /// The most bytes of a body. Routes take less.
    package var bodyBytes = 1024 * 1024
    /// The most bytes of a body that are read though its request has been answered.
    package var unreadBytes = 64 * 1024
    /// The most bytes between a chunked body's chunks, beside eight for each of the body (RFC 9112 §7.1.1 names no limit).
    package var framingBytes = 16 * 1024

    /// The limits that the documentation names.
    package init() {}
}
#endif
