/// Those of all variables that are meant for ``FlaskSettings``, each under the name of its setting.
struct FlaskVariables {
    /// By the setting's name. The names are ASCII, and only names that are so byte by byte get here.
    private(set) var options: [String: FlaskVariable] = [:]
    /// `SECRET_KEY`, the fallback of `JWT_SECRET_KEY`.
    private(set) var secretKey: FlaskVariable?

    init(
        _ variables: [String: String], prefix: String, ignoring: Set<String>
    ) throws(FlaskSettingsError) {
        let prefix = Array(prefix.utf8) + [UInt8(ascii: "_")]
        // In order, so that of several faults the same one is told at each start.
        for (name, text) in variables.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let isPrefixed = name.utf8.starts(with: prefix)
            let plain = Array(isPrefixed ? name.utf8.dropFirst(prefix.count) : name.utf8[...])
            if plain.elementsEqual("SECRET_KEY".utf8) {
                let variable = FlaskVariable(setting: "SECRET_KEY", text: text, isPrefixed: isPrefixed)
                secretKey = try Self.only(secretKey, variable)
            } else if plain.starts(with: "JWT_".utf8), !ignoring.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
                guard let option = FlaskOption.all.first(where: { $0.name.utf8.elementsEqual(plain) }) else {
                    throw FlaskSettingsError(.unknownSetting, name)
                }
                let variable = FlaskVariable(setting: option.name, text: text, isPrefixed: isPrefixed)
                options[option.name] = try Self.only(options[option.name], variable)
            }
        }
    }

    /// The application decides in its own code which of the two names counts, so only equal values can be read.
    private static func only(
        _ known: FlaskVariable?, _ variable: FlaskVariable
    ) throws(FlaskSettingsError) -> FlaskVariable {
        guard let known else { return variable }
        guard known.isSame(as: variable) else { throw FlaskSettingsError(.ambiguousSetting, variable.setting) }
        return known
    }
}
