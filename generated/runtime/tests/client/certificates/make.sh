#!/usr/bin/env bash
# Makes the certificates of the tests: an authority that nobody trusts, and a server and a client that it certifies.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

new_key() { # FILE
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}
new_key authority_key.pem
openssl req -x509 -new -key authority_key.pem -days 36500 -subj "/CN=Authority of the tests" \
    -addext basicConstraints=critical,CA:TRUE -out authority.pem
certify() { # NAME EXTENSIONS
    new_key "$1_key.pem"
    openssl req -new -key "$1_key.pem" -subj "/CN=$1 of the tests" |
        openssl x509 -req -CA authority.pem -CAkey authority_key.pem -days 36500 -extfile <(printf %s "$2") -out "$1.pem"
}
certify server "subjectAltName=DNS:localhost,IP:127.0.0.1"
certify client "extendedKeyUsage=clientAuth"
cat client_key.pem >>client.pem
rm authority_key.pem client_key.pem
