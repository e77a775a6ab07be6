import MapaeJOSE

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FlaskSettings {
    /// Reads the settings from variables, so that what configures a Flask application configures this one.
    ///
    /// ```swift
    /// let settings = try FlaskSettings(variables: ProcessInfo.processInfo.environment)
    /// ```
    ///
    /// Each of the 43 settings may have a variable of its own name, `JWT_COOKIE_SECURE`, or of the name that Flask's
    /// `from_prefixed_env` looks for, `FLASK_JWT_COOKIE_SECURE`. Values of the second are JSON where they are JSON, as for
    /// Flask. In values of the first, Python's spellings count: `True`, `False`, `None`, and lists as JSON, as Python's list
    /// or tuple, or with commas. Lifetimes and the leeway are whole seconds; `False` for a lifetime means for ever, as in
    /// Flask-JWT-Extended. For HS256, HS384 and HS512 `SECRET_KEY` is used where there is no `JWT_SECRET_KEY`.
    ///
    /// Nothing is passed over. A name that begins with `JWT_` and is none of the 43 is refused, because a misspelt name would
    /// leave a protection off. What the application itself calls so goes to `ignoring`.
    /// - Parameters:
    ///   - variables: Names and values.
    ///   - prefix: What `from_prefixed_env` is called with, without its underscore.
    ///   - ignoring: Names that begin with `JWT_`, or the prefix and `JWT_`, and are not meant for these settings.
    /// - Throws: ``FlaskSettingsError``: a name is unknown, given twice with two values, or its value is refused; or what
    ///   ``validate()`` throws. It holds the name and never the value.
    public init(
        variables: [String: String], prefix: String = "FLASK", ignoring: Set<String> = []
    ) throws(FlaskSettingsError) {
        self.init()
        let variables = try FlaskVariables(variables, prefix: prefix, ignoring: ignoring)
        for option in FlaskOption.all {
            if let variable = variables.options[option.name] { try option.set(&self, variable) }
        }
        let usesSecret = ([algorithm] + decodeAlgorithms).contains(where: \.isSymmetric)
        if usesSecret, secretKey == nil, let fallback = variables.secretKey, try !fallback.isNone() {
            secretKey = try fallback.key()
        }
        try validate()
    }

    /// Reads the settings from variables, and from a `.env` file for those that are not set, as python-dotenv's `load_dotenv()`
    /// does.
    /// - Parameters:
    ///   - variables: Names and values, which come before those of the file.
    ///   - file: The bytes of the file: `NAME=VALUE`, `export`, quotes, comments, `${NAME}` and `${NAME:-default}`.
    ///   - prefix: What `from_prefixed_env` is called with, without its underscore.
    ///   - ignoring: Names that begin with `JWT_`, or the prefix and `JWT_`, and are not meant for these settings.
    /// - Throws: ``DotEnvError`` with the number of a line that cannot be read; ``FlaskSettingsError``.
    public init(
        variables: [String: String], file: [UInt8], prefix: String = "FLASK", ignoring: Set<String> = []
    ) throws {
        let fromFile = try DotEnv(parsing: file).variables(environment: variables)
        try self.init(
            variables: variables.merging(fromFile) { ours, _ in ours }, prefix: prefix, ignoring: ignoring)
    }

    /// Reads the settings from the process's environment and a `.env` file.
    ///
    /// ```swift
    /// let settings = try FlaskSettings.load(file: ".env")
    /// ```
    /// - Parameters:
    ///   - file: The file's path, which must be there; `nil` for the environment alone.
    ///   - prefix: What `from_prefixed_env` is called with, without its underscore.
    ///   - ignoring: Names that begin with `JWT_`, or the prefix and `JWT_`, and are not meant for these settings.
    /// - Throws: ``DotEnvError``, `unreadable` where there is no such file; ``FlaskSettingsError``.
    public static func load(
        file: String? = nil, prefix: String = "FLASK", ignoring: Set<String> = []
    ) throws -> FlaskSettings {
        let environment = ProcessInfo.processInfo.environment
        guard let file else { return try FlaskSettings(variables: environment, prefix: prefix, ignoring: ignoring) }
        guard let bytes = FileManager.default.contents(atPath: file) else { throw DotEnvError(.unreadable) }
        return try FlaskSettings(variables: environment, file: Array(bytes), prefix: prefix, ignoring: ignoring)
    }
}
