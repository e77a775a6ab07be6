"""A root, and a certificate of it for this machine, with an RSA key as the original's cipher suites want."""
import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


def certificates(folder):
    """Returns the files of the chain, of its key, and of the root."""
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root_name = name("A root of a test")
    root = certificate(root_name, root_name, root_key.public_key(), [
        (x509.BasicConstraints(ca=True, path_length=0), True)]).sign(root_key, hashes.SHA256())
    leaf = certificate(name("localhost"), root_name, key.public_key(), [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), False),
        (x509.SubjectAlternativeName([
            x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False),
    ]).sign(root_key, hashes.SHA256())
    files = {"chain.pem": pem(leaf) + pem(root), "key.pem": private(key), "root.pem": pem(root)}
    for file, data in files.items():
        (folder / file).touch(0o600)
        (folder / file).write_bytes(data)
    return tuple(str(folder / file) for file in files)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, issuer, key, extensions):
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder(
        issuer, subject, key, x509.random_serial_number(), now - datetime.timedelta(hours=1),
        now + datetime.timedelta(days=2))
    usage = x509.KeyUsage(True, False, True, False, False, issuer == subject, issuer == subject, False, False)
    for extension, critical in [*extensions, (usage, True), (x509.SubjectKeyIdentifier.from_public_key(key), False)]:
        builder = builder.add_extension(extension, critical)
    return builder


def pem(found):
    return found.public_bytes(serialization.Encoding.PEM)


def private(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
