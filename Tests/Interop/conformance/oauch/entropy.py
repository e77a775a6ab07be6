"""How much of a secret is left to chance."""
import string

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def varying_bits(texts):
    """Of texts in base64url that are equally long, how many bits have both values; what stands between words counts for nothing.
    A bit that is left to chance seems fixed once in half a million cases where there are twenty texts."""
    if len(set(texts)) != len(texts):
        raise AssertionError("two of them are the same")
    if len(set(map(len, texts))) != 1:
        raise AssertionError("they are not equally long")
    count = 0
    for characters in zip(*texts):
        values = [ALPHABET.find(character) for character in characters]
        if -1 not in values:
            count += sum(len({value >> bit & 1 for value in values}) == 2 for bit in range(6))
    return count
