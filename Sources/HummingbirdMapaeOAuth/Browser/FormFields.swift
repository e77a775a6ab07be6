import MapaeOAuth

/// What a form holds. Hummingbird has a type of the same name for what it finds in paths.
typealias FormFields = MapaeOAuth.Parameters
