import Testing

/// A password, and what Werkzeug 3.1.9 made of it: `scripts/werkzeug-hashes` wrote this file.
struct WerkzeugHashes: Sendable, CustomTestStringConvertible {
    let password: String
    let hash: String

    init(_ password: String, _ hash: String) {
        self.password = password
        self.hash = hash
    }

    var testDescription: String {
        "\(hash.prefix { $0 != "$" }), \(password.utf8.count) bytes, salt \(hash.split(separator: "$")[1].count)"
    }

    static let all = [
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:32768:8:1$KY1ZwuKodAhVemxL$1c92e6c4e5436fadf47f38f566b7152a82ceabbd59033f8b0ac40fa2c6722c"
                + "19a3cf7137b95966ae3c10aced6042d4c406403625bf69f18ff32e397a1ffe5c9b"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:128:8:1$9bqDsoi83fxXKSwE$fd80bb6774aac4b2a512a107e8e5bc27bfd42daab139d0ce6306cfcebf6a0456"
                + "af1351bb99ed188b48d381b8343b72ff2222f3d917480914feb4182a26f83914"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:1024:8:4$9dETyvy5T1mOr5zG$394f4d21d4b6c27b67dbb024eaea198c05b7de3904118127cb429cd215a4228"
                + "49059f490bdb66a68566835a41ffabab02b354dbe5ea0c0e593cd3173e0b6b2b7"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:16384:16:1$k1adtmj83uzFYkpN$5f4872185fa3ea23966eb5a340557c1b366ed2f47d0b42e2395b01a6d17f6"
                + "3c29162c112da0a4e9a65ba7e46af0d1c81571e0a8583aeaa4b64925ca7bff51d49"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:4096:8:1$v$579fc41678477e52dbecef56d4c5a40d29231bd08921b29b2b714df6838558645a047965957f0b"
                + "f13912763e8aba97136e021157c8692e23f5b23825644233e0"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt:4096:8:1$IRLCRiMW7vPnsH0685auKDlBQk5XxB0sY9oGiZnSzftqqngtSYzkL58L9Q8bEpyxK6YSUPSSpuEtX7oU"
                + "R8BIGr8k05GoRo0eUwEmcJCwVWhwYltR5OkkOCaHre248ttI$832263a2a19c08fceb29bff420bb4b83a1ccb4f6dcab3b5"
                + "62dc173d249538cf7ffa930db53763ebe21bf03481168629efb312d59d1f7816b9020b1894dd59084"),
        WerkzeugHashes(
            "",
            "scrypt:4096:8:1$OggRG9TQuHhyj6q9$7db3e81c8fe91e238a2f1e19d9edfb421a7edce0078d9e4bca9c88aa1e038ea"
                + "6cf9a9dae71e26da4c6ac1eaef79b416b3eebab97f3bc754df82b6d17a766a5b1"),
        WerkzeugHashes(
            " ",
            "scrypt:4096:8:1$aYy2DBFdrVyhA7nx$9dd9afbf3fab2ff7a40a9aed1a7ce46696b6c448a229aa7cc5012a9708b1cfa"
                + "b042c7fb1f40600dfe300c992d1acd073b1709adb849dff0451f6c71b8832383d"),
        WerkzeugHashes(
            "\u{B9C8}\u{D328} \u{BE44}\u{BC00}\u{BC88}\u{D638} \u{1F40E}",
            "scrypt:4096:8:1$QQ03G38ttmEkfYpT$06ba24079b6dd0a9660fe8b93ef76c75bec0e56e1f01d17a0bd97cf960bce73"
                + "77cc23281903a46f7f5df9c476e2fbaefa9ee08135a97001b4f3c4946d6da1de3"),
        WerkzeugHashes(
            "e\u{301}",
            "scrypt:4096:8:1$16VkkP2JFsSowwNp$5acbb60583f84610edbd25e5e4deb430c2fdfded1a61ee901448d9de7c6a29a"
                + "1e6c87cd17a5e9b5810cad3766795bfa310a3bdfd46db0df3a15bb590a0b90249"),
        WerkzeugHashes(
            "a\u{0}b",
            "scrypt:4096:8:1$xdv4HOmXIRmuI4Kv$f7d7755cf3abebc348979cb0d0b64cd8dbc0ea81290549eccc0630bdfcb10d6"
                + "cf01a1b4c33e297a77e5c91883f446917195aead1a70c906fea8ecd5acf610a97"),
        WerkzeugHashes(
            String(repeating: "x", count: 1024),
            "scrypt:4096:8:1$nlCjDFobnd6XcxbR$4e19dab678b76bf0c7afcde88bd68bfa68127eab00625b881fb4a49ffb16696"
                + "13266b6000c2a1cb894034d5688d406fcccc64b7c80f6dd7071adda5677ab9f18"),
        WerkzeugHashes(
            String(repeating: "\u{1F40E}", count: 1024),
            "scrypt:4096:8:1$BW0vJqwLKNu95WYJ$69781d884cf99930b78a94a0b4ed76da0a515d9c8daeaacdcc5370d567fb984"
                + "0f97a25e7561c0eeae8258975f43566ea1cc7d93d05ede38eca493230f469b3b6"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha256:1000000$kp8Srjx7YbE4xCP0$2c991febab23353f1dc3d194fc9fad6a246f0fca7a06f6e2f14ac536c"
                + "b10734c"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha256:600000$81O7UsAT9yNN9ok5$2001e29eecf386ece6c161bc39e0cc4ee1f4ca6e33eac766911183dd88"
                + "efe20c"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha256:150000$tZe1RoIX$76b48a3d3c6c0b2202ee8e49aa99d0eb61fa63a360fc2524e123c04228ec4a95"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha1:1000$gXqyUOR2$bb662dc89d1b00fa7f37d8dcf98b5d1f0815cef8"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha224:1000$LjIIYwg9m5IvRINl$f4105dc9d1fd9dd472657e5df631688376706c932f7b0c26fdda89f6"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha384:1000$vBaAuqjTs5j0PRE9$9c806e5a67a50b4323ed3162064ee4b51505d18678426f0fd90ece61468f"
                + "e3becd5a9e6daa4d05d188aac05be6d9d3fa"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha512:210000$ntTRttHDesacJpMm$2f0219592e426678c55e544460d005161d8caa69e90287ad1fd4a05cf9"
                + "5c910651fcc6baf5a2e7d273035f6bcf1d893e9cd4e2a77c932047166e9540351e9061"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha256:1$KkMDSlJxTyITf3vq$f55ee556cf26528fbf5d4a055f61357e9fad5456767b4a611bf2ddbb6ca2da4"
                + "f"),
        WerkzeugHashes(
            "",
            "pbkdf2:sha256:1000$Lio6PnNFnmXj3fsE$cd4c610f801ed6f61e7f3e245f936621b7514d01e3d7799fc8f68450dd4d"
                + "fd45"),
        WerkzeugHashes(
            "\u{B9C8}\u{D328} \u{BE44}\u{BC00}\u{BC88}\u{D638} \u{1F40E}",
            "pbkdf2:sha256:1000$0MVayFvrIPpsiCPC$8ea9a09f86953186578472269f89f8c7763b041c00f18c481ce32852643b"
                + "664f"),
        WerkzeugHashes(
            String(repeating: "x", count: 64),
            "pbkdf2:sha256:1000$uNY7W9aFOSIXEBns$42b3ac609b2946cd23023c69a48fb9b4d8690b10b3a330f7a20c03d26e71"
                + "9a46"),
        WerkzeugHashes(
            String(repeating: "x", count: 65),
            "pbkdf2:sha256:1000$kHzBZYBJDVX2tXJd$7db34be172506ab1b9d1b4306b1ecad5514ac3cd647c71e8c3bf89a26f6e"
                + "a7a5"),
        WerkzeugHashes(
            String(repeating: "x", count: 129),
            "pbkdf2:sha512:1000$QK79rtaptUaZA84m$b466c4e01b692acd54d630e1471306a29ca0aa64a3d9fc4cacd912161c1d"
                + "d50515098e29bc1f45e0e180936995f60e538f68a670f659feaa5db0f31be5b39d26"),
        WerkzeugHashes(
            "correct horse battery staple",
            "scrypt$cX7y8jZfvQGS0db6$9656c2c8d9dee26e48f6950e8a7e3b83dc15bf0352a751eb6840701e6820ccd3919b7720"
                + "f611763e6784c6285e1fb578a8ae40f40badc342ece9ba0a438c2ba3"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2$fhdAuiKaddXeGUq2$e0099c437c3777c54a3f016861d743dafff84c7061960247b86867399aabc15a"),
        WerkzeugHashes(
            "correct horse battery staple",
            "pbkdf2:sha512$jV9bYQPBI5pEI9K6$128bf4ffbef2ed51bc7e8d529d246017625b6214106b95ee419b8d608591e5c63"
                + "e224e9acbe2771bbfc477f5d9472b4cf310e445af520bc3502a9048ac70c3ab"),
    ]
}
