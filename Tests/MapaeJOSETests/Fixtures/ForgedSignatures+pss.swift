// Written by `scripts/forge-signatures`; not to be edited.
extension ForgedSignatures {
    /// PSS with wrong parameters.
    static let pssCases: [Case] = [
        Case(
            "no salt",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.HpXgJT49OZ2poxu_BP0jV748FgRFVOh5sKJP7ZEOyIRvWSdQbnrJssos5b0t3Kcx5T0H\
            1kP5evLzH1LYmKoUqP01jhXm0YDb_F0qEPfgCdqqfa3CHoF4hCjJO34g_-ZdeVI1B7idI3aOkRR6N3mq5cYYxxHC5HaDqSb6Yfo-\
            OFCOrzRiiwE4bkI9gJw21I_T8WHI9RatN7VvdhnT41ZjuZBiz5NZtIU2wK-YJ-WEk2HDHqvycAOuv9M8qCw46B1aa3RROAhn4AEJ\
            3c0pnx8IEzg7tBQCrgrrTd7T2YCTamRpJaXiGF4HkSyC-kDSChQIn8PC3WvGLPW9BY5s-3DxAg
            """),
        Case(
            "a salt of 20 bytes",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.EiUMBtRi1kdmwUkH0sVJxQVS0wiLHHLHcT44zIRcoSm5YmZVlAfh2KW6PZOdo9aGyfmt\
            5h9pQ92dr5n9HBEMVBmojA-YJ1NtegQNnYzhvZwDgyNsGdeiWp2NvPCwUskM3GTGFJrsI4f8FUMMcZ0SiyeSVjZXL17AfWqsbNRM\
            QcgS9AHXdxrlf5PHDQ3xi5bBgKc_r2DD9-6xKi7tTpeI_60FB2-9ygd4zU9hFz9tqlx1wFn9DIeslTDHjm3iSbbs1PSbTuNHTqKD\
            ccO2KcqnGbLh-XAP2LhEo4_HCZPKs5IjkNUz_AEFz6OCTmUCWD1hDrkUbzV3gZiKYUtKcH9d8A
            """),
        Case(
            "a salt of 31 bytes",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.Zc-YfsWheJEbvhqX0GVIRz9JgzYHU7EwACQue_03cO_wIx8UiN_Cd5NqPAzTTlNcsHl6\
            4OiRlXQGPWE-Hc5GkQ26iMMtUn7SGp3k1B97M7lBqajRC7I8waIN0kVnxcn4q-YDo49EWmfBuTwxrW26GMud_xX45Dx8HLPGn25x\
            y_LhxlLR2iv9Bb_Ht3oGf3u4519TKpjzE9Qd3bAwPf0VrQke_eTpqygsxJLjTb96u9uFTOuD3yA2sbKOSvWL-RcBnVgwwddHYUof\
            0aRFQfsBeLlpSDMYJHNUBAmmSCiCLDBMH9qW2PyOyZLQuzjDiBEO0GtPm40vL89vAjiL4VEJfw
            """),
        Case(
            "a salt of 33 bytes",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.gO5eXtZiok_ClL2B9cVrj9p-2yOSrdDKjmU45QxctOVNAQ78osc1DGtjqF-r6-Hew4ZL\
            SBJkly0BgkMItII8M50JZaJl2wyIM3BBrJm93ohnmmp8p9KiRxHqRZSKHFpUzjjyTgu-yTC7qYsbSl_leFBjU795iFymQMtOPc6O\
            chfsM33aW2tGH3OaSQG4ZO7LdUp_rR_GIzIdH9mcCoDPqbboTpOIcYN7BqqweF5rf8nQCyyzWKuBD7eseDXD_ld2YJLbimfgqSRY\
            2xEPaNrM0PiHwhzK62QQW5rZ5ChV3WHAUm8Kap5dV8gt_FHKtwye959KYyLBfr0iHFnLmzNA-g
            """),
        Case(
            "a salt of 48 bytes",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.YLuk6x4Tmll_C0C40GV4_kSQ6L5WYo8DKMhTuD6BM-_ecUkOQlDFR3rQUh-fnrEShnpR\
            39Wu459poKzFmYmcdhP3pCJN18ctVVaPUSNL9F_jd4m-xN2lQ3eVHTb-cPv1k_FYYd6RILfwLin-Ex1-wDjBf8bwd-16jodviMDm\
            eTr5ZSGHHrRYopnw26L_3cRbtdPJhBV-OES8ETrDIl3MIwWM_W6vs5H-QHVp64CLjDLUhErqr4hVgC8aMjZE3ZiDRTUcw8q8I8AJ\
            0i6ntWukxnKukBvI_KdVe0dBROl_OHNJ1MDi6k1HYSMGo2Cguq-Dka_0PCb-HRkJQUvsrfm5Qg
            """),
        Case(
            "the longest salt",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.pjCPOF9DsoAfGNN-UPD2man5dTKVpsnv1zsPX3BbiKpR3uK7_t0cxUKqarCLZrfkOr9-\
            qcceBWeJdODJRRLEweJvdGlTuQVCsxT-aiDXtZgC-6j_4eSXbEx3A_rZXcqqGwX-Me6PMDIxYZEr90xKUB22jhTwhMYXhR32H1PC\
            Bqb4CeYhwMGto7pI79tHVp6g8GZC5M2jqA5dolA78QlvJdvh8rA1n06GQgBoFKPrz03ZNyMscTmV1t8leVnrrPWa13nhJVAcHWUI\
            Emnk1GPiwFYDlvLdi0zAGv4yWBCFt2J4CyKV0pw8VdmG4g4ofQICrLE45b0YK63H5APV14AcTQ
            """),
        Case(
            "PS384 with a salt of 32 bytes",
            """
            eyJhbGciOiJQUzM4NCJ9.eyJuIjowfQ.LzvnV3Aw7DhJ-CGzl1aFj8NZFqpCe8-3i4z_I9grGRtkQSoDP-7m_Vim-l996ZJqvii4\
            V81XwVkVWJaQCT2wCAK_TyG4nENMCa0WhhFLqY8dJJ4DJhEufTl1vSm9DfyDIdCRCzx9vyBd4ZCMmofTyc6zYR1UraRAJy3JXRUT\
            WhWvT-4k3JNVbSkJkoApvcWJR2bo1EI8E0WpMqbIWIwl9Ljo09d8BDryEozZ7MoC9o6HmhAE53uPWpBv18WgSWr1RKKU1tr9oGoK\
            IOyhcAbprSQG1OJyYx4akXu6UIAPlLovs0_fku26yH8cNJTu9wrgInVxDRgWrn6p5JN87KkplA
            """),
        Case(
            "PS512 with a salt of 32 bytes",
            """
            eyJhbGciOiJQUzUxMiJ9.eyJuIjowfQ.QwTWFVA8qu1OokKAz6yWyZYpsv7F5NbFiP0AVvqemeInsjz_M7aFDJLQL3W_UZTADOxi\
            UZar_MQ9KNsC0a11Q3b54w8sjkam0l_Vww20PhkEvedi3ao8rZH72kRtgFKTjNKkWxq5vpo3D7yYzd7HciQ-i3S5kwwQ0-gJ2F7h\
            YYcw5aSX82n3jqX55tue4Lw_OYsaxAUmLvfy2dXQo9FOIEXjrY560UVnndjWGfJQ9hFiXt_UNGJmNA24A2l6emUnrnwnA650qZWh\
            atvngfAav94zOXq-Uj4wgub37-8FDG-r8X8XKN7KQzTtm0TG2eqqldYORAOFLP4b7S9LulTY0Q
            """),
        Case(
            "PS512 with a salt of 20 bytes",
            """
            eyJhbGciOiJQUzUxMiJ9.eyJuIjowfQ.pzp7g2fGmP4ggCAmZ478frxpvGOBzOVth3PByJU3N_yTuHTYD972r52VdaLGUZjhGRak\
            1Sod1SO_JJ4ddm-CoF799nltaLyxBLN9cWtSJ-FAjRxWSThYcOdDd9yowCamGJy3CzhLW_DghwcjpBPmNsJcC6phcFwUkiPWRU6U\
            VmgUOcTrMugvdNtJB4qnlBLVEQ4SRRM7qhNjjGyLFBoK2u8rGVKxKfS8XbyYRTGwxQUfbRlEFVm0PZ7wMoQa_Il0i9i4xpM6LgSD\
            M_jaS4N1P9MHs3OpaZO42_Sv_Brbz71SazG2D-Eyr67vXMOnJd7WTGhlKI-FP6Q_T4jUxS2y-Q
            """),
        Case(
            "MGF1 with SHA-1",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.kejE8oLkgT62toVP7z4BfD-FifGuuvu7SZvHq6beOLTKf1aHwox7BEZq07bO72FfomzH\
            oBGUriOxCX1Bh4NSN3Kc7lHnOsFme4qBE9OKkubAzqhDfxJnj6YC6fvfcj8slFESsceWNb1PdYG95V0sQ7B7bcY_dEhuS3bYQXNT\
            Xe4OhYwk-4LtA5caPskSVKW1rzkZSSHNn7UTVrSXZyZfZPAFUR7zue6dt4mSSE14HgBelOlou9iF5Epehr4znheFDFvsJHQSQYs8\
            1J0gpfasvGthmN4NbSF6XftqvFOVLC7XiLK7FMnACqWHNKikTjIHMUmAkT72Yym2E4vROqZRww
            """),
        Case(
            "MGF1 with SHA-384",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.BRCHYzsAoOyyFB7M78gqrx4Viq0XiQUWQwhN21cw8dRenI1DtmgnTOpmGGEkDFXjxiDM\
            AEGSxU9ugL3WvtFSXeeG6gssNRS-CJNkq4FoAVjvRagEv2lTL-ROS6FN9Yq-VWI4Ag6O-pLZd6Rsa6pN6AsGu6HzrUMOpBToCzdq\
            XYnNyECKZpDasw5xiwuk1p3GUm-Co8MFgTqF_qtokZybSnJLq3hMs2YeqWYXDMz-3iGy2GRgr04AjA_rgCKz96f6ZVnnepTrKLGd\
            RnSgkQ59IKxzosloqy2vK3RfhvBvZqJn_ZmaZF1u6hRMqNeCjQb0hXTVXNpmJK8o57Ckw3PS1A
            """),
        Case(
            "MGF1 with SHA-512",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.QM2I4I6zEGlc9Lbi0lLAlHiGH3pkc742waNVdLfwit5VKz6Wvb7iPS55gXjraMoiWWwp\
            c8RRtaPOt9O3czZYPU-juX6zacrwl2LWRfDnUT80odtO--Pwn6t56sPe5B3CAn8_pwUj_2U_7KRweC9VSHNhqxGIIJlCt18QA12d\
            FXFmS7huQqHnKtY8uTlzmnZNSk7ocmrw7tGkzYhWZaShWdKti_gOJ7QgpYVpSBOhUYaLtNLRmz1YwyOOxQF8sQeLFXKM60DrV9jb\
            NzGYdA4hK89uEBFhvUzj4Xt4MNva43cudxhDgfSoYuEaXjcKl4F8jyP8Vu-RTSid8-EvZywxIQ
            """),
        Case(
            "PS384, MGF1 with SHA-256",
            """
            eyJhbGciOiJQUzM4NCJ9.eyJuIjowfQ.BWJtCtMm_DICfGwRtWijDlQAuBGrN82bkbNMbkQV5Mz3vF3hd0t2GAhT1eUZ72ABmaNH\
            1T3d5nhpKzE6X-sPikoIUt4N5ntZQG8NFCxIohPWIk_BADqYgEvpL4lbe4GsUSmI_170nhKzUK95ihW1WtHbGuQobvwaCZ6nJNE-\
            ticrVg9Z8Zu4z08xjT9J-tw1-VQcJzQFHD5jIMU-Coly3de4ppTf2d6mCWe7C0daABD04mpOTj1V3x6CM10HYIasRhUqbGEdkipj\
            8bR9sybwuKijr3VW3xM5FKHrKf6w6D1RxE6FkUCm5cufVtaHwTF-p_NZytZ1sIDS5-hjqtcfYw
            """),
        Case(
            "PS512, MGF1 with SHA-256",
            """
            eyJhbGciOiJQUzUxMiJ9.eyJuIjowfQ.ZsvEZwClO6oS1vJUL7MbXj97I1mWpNDZ5ELsgsmsV1ZBrNf1jLitAHkq_KwBLWaRpQSm\
            _KWGTwl6XEMwFV9oTxqXsa9BIbOBqLTu783wn6myhtI2l0VrKkvCF62VaYyGyAVpquWbF2W6sfplgGmnAEA8Ca4kDhJPvdUAMC1f\
            b_bt3AWFRX4lqBK2H7DYw3KC1scsSPKXn0uS7iu7z74Dc4ZhF_LYc6TYZ-TyLUHmDu9ZOXYFoDvCmzcuPsk9lTmIcnhXalnUVNOy\
            AhgGpAnS6S7HypeCKGVWJM_MzFwumu2dT67CNEZp1YwWbmwTKSiUpnNh5z0W03Rd1feg4EOUhw
            """),
        Case(
            "SHA-1 throughout",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.JIvHIM2cy7MZrNFyT0nLBAtxKBFqQqvrcEPd7JGOJKDCea9dHNKHT_51oJThcGEzeOCG\
            HUFAF85TPGcp8bskIPtHGX_ZdLn4lEDcsbEbqvl_gzzfJXsWcLCW1RVp7BpIzbcqUSzmAQBZEak3r3zqtF6kZiRAbB84snBStZuv\
            uiEqQtYYzrGARQLI-_UEQaOI6x3JOiQsFl6dZmzPGIXwFHzl34Rbwz1WUQgugHWOhCQivUc2nT72NgcIFX3SfGnVg3kVSiO04zMQ\
            UqHl7nqXDcR1fVoR1B1BzZ3uYB_c3HT0AJMnLe_YMp1d769EqXJ8WmOmiWpteiwwbE786D99Ow
            """),
        Case(
            "SHA-512 throughout",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.czmFL26epTVf2A3CS2sceube8-3JTHlpA-xwyZvAvYJrpQZ3DX1rlBh2cpGWVgIQkmkt\
            ufHgnxuS4SA-vhhaudHeiYdcCCbxtEo9QHVYp0w4FMD59rIwi1kvSW6J7g4H3rDK1r1bHfFlTNYftLvtdb-ERJlhEhUsdCh5eduO\
            hUdeh2J_nYUQ_gUuIv4fSzgZeRgvr7d_ynKXgkNdKNFsjA33fPkDVhuL31ecuiqVpYzbq0py4JFGhWZ5w_hcLFUseZFoyKbpwbzd\
            D28fLb9esRG08Qu3aU-3w793sZ5qy6X2aJmnZAcTGsWgR8Gz3tnn0IGwLMpCWjuIAPmX6WBAAQ
            """),
        Case(
            "trailer CC",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.VkQ5RE0xF4xESpyehx7BiuoKsqipvphiJ6oVBG4njMeQrOPUbPIMyi49WEK8cLbGTTP6\
            QEZmgA59PcmFjXNTW1ZrzKmYWAEv4zvEKkPqxdeuIMqidt9bjOzyLpBYyi6Ut7xZXAX970FqkuArp2DbVj8j56C1m4f-hWee56cI\
            Jt2UZg_SAVAHyCZrNORmspHAOlRpSYVGlh3UsGpwAIbIW_QGOlhyCi0Kt7qGR1MhfhVkomAZbpiRjyUlIStJtpLuwkpaOBSPPMbj\
            tmI80njQEDxaqFowD2fDmCnVWgiNs2l0d_iHPQO4AO21cHp_8abdgFfV8ezBddyFwPMS73Engw
            """),
        Case(
            "no trailer",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.VLrohgCo1BgZNEuxIPYG_MyDis0enn_WcOcm9aUZNJLuC9UPBTQRzw76KOhJQ3oKxb2s\
            xeNxLzj5YISCpvN_9uM3C4C75-LwnSxawyHYQcY_KWkGY1a_nUrFt64nhY_GE_ZQ0bbloxlsUJsJxReaJWg_fSr-prtRyinbJk3A\
            X5XKOQRMBDp2DcmQjAAU2N2FQDWqYFrvWWKcTfzA1q224OHQoERzQrKAMIkFrCTE7Wg6gYTgEHL7vK1U3YA6vDidLfO7OFrcA_ZA\
            24I7lq3qkWhXs_gmBaAAusk1Noi4dXqON3GklpkCnpdE9McoQq5nOPhnC_XyxZEHwr1AlXtltw
            """),
        Case(
            "the top bit set",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjozfQ.TtBRGbngEFv9wNOFcUqpJT6wA8-Xuj6DyqMvKfpKSkcAmmyhoHTZIV_mOr25DlaRi8rj\
            Eehv3PYVS0d6DFCllEFMhdsVnIb0K_Bk0loZEwQmMTYgzC3gntnoQ1aP87SzzQblUMNQ24PbLv1w5ZLf8ZSwv83N3cGAfDBz9zf_\
            ftBstRnpzZV7ipgz4Tz0j7Zne__TcC43YaWplWM_LNHab_EZq-kGj47a20Ys8RLUTltBVpKdvVotjba29ZcTfNZ8hHzen7J9VIH_\
            1Lk8dZImuSi7wjmUw2uXBmsK9U0I5FynMRlgyMDjXlA4lIFnG8iEj-IgIT8Bjo_15V8xsniFkg
            """),
        Case(
            "padding that is not zero",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.U_O1Ib-feoiBBJnZvT0KwtZchoakDrn-MX7I-Y3BQloHUzjHY7hzlDYVht-OoQVs8-8F\
            2rH7Kv37jOxxV5Odu1yVDdpzoblgTvNvC-q9hVrunJFc4nz0VrX55DT-121HA-CDMsPc1vhLmxmW5l6yCX56Ip2piWRTOuIsxSfi\
            MlKMd8dU9o1-oitcCNClR6kSq7pxfq-DQqXvHvrJCJz6kJaeTI0I1DCAE49Git-U2iNyJdae-hdm3gaREkJN3q1EWV04hTW0LiMe\
            4Nd6GpL75Q6DeH3aELuauO3tqqmh1JJVbzmTp7t-uwXDECPM81Of9mY0TJslYyjp4sR8U8P5ZA
            """),
        Case(
            "no separator",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.G7YraPdCKMORgV4vVmEDTK_SwGj6VMwZ93h3hUea6HZWUvpYq-QQQFLrHI75gy9T-9cG\
            6bO3eBC7diF8cv-QD2_JtKouKX448DZo8CZiK1K6g5y7DV9t7jQZicYEnOvrUD2FHq-KiF_IQW8ZZxjgy96k_7koV2SfqPFsHL12\
            UHOJGIJhzb36h6oLlfTysozmnXDTLMxbQKhlK6gAYyEinT-gzvimio-O10PcxoVV7645gR6wqwOPgQ09_wAAGt35fa_ipwQBWv2T\
            fn9-VYMdfh5QG4ChGmswbXTPTXQXbBVpDyZYBzL7Le1tTT25nXe9xURiTVgVhMryEg3QTa4PYg
            """),
        Case(
            "another separator",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.ipe8qNGI5Hdqd43RL9bOFTDxWuSfvLlBWSCjFTO8UcSFpfxOVaGh_I90aIAa3A4sl7ht\
            P117QQjlN8UNOE2LpPzibs_oT7AQhHprzH17QBV66MkubnMT8qQMoKZXYjjRW_pi782S5JuXZO1wVLm1kmHX5KRuPz-LXUnxsWKN\
            7G0VgqItdqWp7WVYhdIaRiHKLi_ceUQToiNUHJOeBYpReO6jW7QFql96CJq78SC0ywIySYo1ypEIMY6A9w34ANzF7bRA61siEbcs\
            sW1iGq6pFWz_E1G-l4mdAoOS7QfYxkqtjluXHpwZXZT57i_dMdFFW_32TXAZEbWkm3k_iyLV9g
            """),
        Case(
            "the digest of something else",
            """
            eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.O8yBgiAaz6mZzodeegexqwHUDKkRKx6o1TFHjkpB3UDJf7sVZ9kUi0aUOSkJpa1Ne4l7\
            3imZ-SbBcU1VdvcM1pASBBnkUGip0BnYvReBJInP49ZFgTK50WiNZHQ7YUEAJjg9I19p9h1FmbFkNPXh9zYe1LGBSi-NgILeSNUq\
            gv_KNNKvuOfKEK0kVxKWQcD6VqoPju1bfCM8JIj8NQutly-2esEhYRG2LK7sa-LIibLLq1UU7tjnGq4cNvomoTWTIQEZUUUHTgMe\
            HpzxnU3PorifMyj9jwYeYBxSjITHIKJk-HDPStnIYRfyngGScfXYqYHBTvvg5TziInWZ7zi33A
            """),
        Case(
            "0",
            """
            eyJhbGciOiJQUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """),
        Case(
            "1",
            """
            eyJhbGciOiJQUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ
            """),
        Case(
            "n - 1",
            """
            eyJhbGciOiJQUzI1NiJ9.e30.toGjEWOQ69Aa3-xhmJ4XACXIpAGW90OzOX_7KS-9Wd838yPoENfqtATeFp4qRh6dVMsUSZ8UU-B\
            6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW_KwBGH-NlhGhajP-ZUK-ddx-YSaMXDbgUxCBtpmthsUMzELqAc-HLELDrHqoxdC3f_Pj7e\
            KvZWFlemYDm7WtMRRpqEK8l0nP1r4e_UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czKvrbT-jgqT90xp9iW5-jMDthpz4aipm-blUM\
            tEl7tnYsNoJbacnp_BfPfrZCgWoNGIDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT2g
            """),
        Case(
            "n",
            """
            eyJhbGciOiJQUzI1NiJ9.e30.toGjEWOQ69Aa3-xhmJ4XACXIpAGW90OzOX_7KS-9Wd838yPoENfqtATeFp4qRh6dVMsUSZ8UU-B\
            6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW_KwBGH-NlhGhajP-ZUK-ddx-YSaMXDbgUxCBtpmthsUMzELqAc-HLELDrHqoxdC3f_Pj7e\
            KvZWFlemYDm7WtMRRpqEK8l0nP1r4e_UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czKvrbT-jgqT90xp9iW5-jMDthpz4aipm-blUM\
            tEl7tnYsNoJbacnp_BfPfrZCgWoNGIDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT2w
            """),
    ]
}
