#if Server
package import Foundation
import Logging
package import MapaeJOSE
import MapaeOAuth

extension ServerSettings {
    /// Looks at what the settings name, without making or changing anything.
    /// - Throws: ``ServerError`` for a data folder that cannot be used, and for certificates and keys of TLS that cannot.
    package func check(now: Date = Date()) throws(ServerError) {
        try DataDirectory(dataDirectory).examine()
        try checkServing()
        _ = try tls?.context(now: Int(now.timeIntervalSince1970))
    }

    /// All settings under their names, as a settings file has them.
    package var view: JSONObject {
        var view: JSONObject = [
            "host": .string(host), "port": .integer(Int64(port)), "dataDir": .string(dataDirectory),
            "accessTokenLifetime": .integer(Int64(accessTokenLifetime)),
            "refreshTokenLifetime": .integer(Int64(refreshTokenLifetime)),
            "sessionLifetime": .integer(Int64(sessionLifetime)),
            "signUp": .string(signUp ? "on" : "off"),
            "auditRetention": .integer(Int64(auditRetention)),
            "hashingWorkers": .integer(Int64(hashingWorkers)),
            "shutdownTimeout": .integer(Int64(shutdownTimeout)),
            "logLevel": .string(logLevel.rawValue),
            "trustedProxies": .string(trustedProxies.description),
            "maxConnections": .integer(Int64(maxConnections)),
            "connectionsPerClient": .integer(Int64(connectionsPerClient)),
        ]
        view["keyRotationPeriod"] = .integer(Int64(keyRotationPeriod))
        view["oauth"] = .string(oauth.isOn ? "on" : "off")
        if oauth.isOn {
            // As it is known: on a port that the system chooses nobody knows it.
            if let issuer = try? issuer() { view["issuer"] = .string(issuer.text) }
            view["scopes"] = .string(oauth.scopes)
            view["resources"] = .string(oauth.resources)
            view["opaqueResources"] = .string(oauth.opaqueResources)
            view["registration"] = .string(registration.rawValue)
            view["clientDocuments"] = .string(takesClientDocuments ? "on" : "off")
        }
        if let file = masterKey.file { view["masterKeyFile"] = .string(file) }
        if let tls {
            view["tlsCert"] = .string(tls.certificate)
            view["tlsKey"] = .string(tls.key)
        }
        return view
    }
}
#endif
