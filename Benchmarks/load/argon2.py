"""Argon2id alone: libargon2 as the server calls it, on threads of the same priority. Prints checks a second.

Started by load.py as a program of its own, so that nothing else runs in it. Python's lock is not held while libargon2
works.
"""
import ctypes
import ctypes.util
import os
import sys
import threading
import time

MEMORY_KIB, PASSES, LANES = 19_456, 2, 1


def library():
    name = ctypes.util.find_library("argon2")
    if not name:
        raise SystemExit("load: libargon2 is not installed")
    library = ctypes.CDLL(name)
    number, text, size = ctypes.c_uint32, ctypes.c_char_p, ctypes.c_size_t
    library.argon2id_hash_encoded.argtypes = [number, number, number, text, size, text, size, size, text, size]
    library.argon2id_verify.argtypes = [text, text, size]
    return library


def encoded(password):
    """A hash as the server stores it."""
    text = ctypes.create_string_buffer(256)
    salt = os.urandom(16)
    status = library().argon2id_hash_encoded(
        PASSES, MEMORY_KIB, LANES, password, len(password), salt, len(salt), 32, text, len(text))
    if status:
        raise SystemExit(f"load: libargon2 returned {status}")
    return text.value


def main():
    threads, seconds = int(sys.argv[1]), float(sys.argv[2])
    verify, password = library().argon2id_verify, b"a password of nobody"
    stored = encoded(password)
    rates = []

    def work():
        # Linux lowers the calling thread alone, as the server's workers do.
        os.setpriority(os.PRIO_PROCESS, 0, 19)
        checks, start = 0, time.monotonic()
        while time.monotonic() - start < seconds:
            if verify(stored, password, len(password)):
                raise SystemExit("load: libargon2 does not take the right password")
            checks += 1
        rates.append(checks / (time.monotonic() - start))

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(sum(rates))


if __name__ == "__main__":
    main()
