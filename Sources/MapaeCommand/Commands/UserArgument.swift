#if Server
import ArgumentParser

/// The user whom a command is about.
struct UserArgument: ParsableArguments {
    @Argument(help: "The user's name.")
    var name: String
}
#endif
