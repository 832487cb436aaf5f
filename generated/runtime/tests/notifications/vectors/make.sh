#!/usr/bin/env bash
# Makes the vectors of the tests with OpenSSL, an implementation that has nothing in common with that of the runtime:
#
#     ./make.sh FOLDER
#
# The files in this folder were made so, with OpenSSL 3.0.19. A test makes them anew where OpenSSL is installed.
set -euo pipefail
cd "$1"

bytes() { # HEX
    printf "$(sed 's/../\\x&/g' <<<"$1")"
}
base64url() {
    openssl base64 -A | tr '+/' '-_' | tr -d '='
}
new_key() { # FILE
    openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1"
}

new_key decryption_key.pem
new_key other_key.pem

# The content of a notification: a key for it alone, the beginning of which is the initialization vector.
text='{"id":"1565293727947","importance":"high","subject":"Grüße"}'
key=$(openssl rand -hex 32)
printf %s "$text" | openssl enc -aes-256-cbc -K "$key" -iv "${key:0:32}" -out data.bin
data_key=$(bytes "$key" | openssl pkeyutl -encrypt -inkey decryption_key.pem \
    -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1 -pkeyopt rsa_mgf1_md:sha1 | openssl base64 -A)
signature=$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary data.bin | openssl base64 -A)

# Tokens, signed by the issuer.
new_key issuer_key.pem
modulus=$(openssl rsa -in issuer_key.pem -noout -modulus | sed 's/^Modulus=//')
cat >keys.json <<JSON
{
  "keys": [
    {"kty": "EC", "crv": "P-999", "kid": "of another kind", "x": "AA", "y": "AA"},
    {"kty": "RSA", "use": "sig", "kid": "issuer", "x5t": "issuer", "n": "$(bytes "$modulus" | base64url)", "e": "AQAB"}
  ]
}
JSON
sign() { # HEADER CLAIMS
    local signed
    signed="$(printf %s "$1" | base64url).$(printf %s "$2" | base64url)"
    printf '%s.%s' "$signed" "$(printf %s "$signed" | openssl dgst -sha256 -sign issuer_key.pem | base64url)"
}
application=8e460676-ae3f-4b1e-8790-ee0fb5d6148f
tenant=84bd8158-6d4d-4958-8b9f-9d6445542f95
publisher=0bf30f3b-4a52-48df-9a82-234910c4a086
header='{"typ":"JWT","alg":"RS256","kid":"issuer"}'
times='"nbf":1700000000,"exp":4102444800'
v1="\"iss\":\"https://sts.windows.net/$tenant/\",\"tid\":\"$tenant\",\"appid\":\"$publisher\""
v2="\"iss\":\"https://login.microsoftonline.com/$tenant/v2.0\",\"tid\":\"$tenant\",\"azp\":\"$publisher\""
aud="\"aud\":\"$application\""
valid=$(sign "$header" "{$aud,$v1,$times}")
# A token of the same claims whose secret is what everybody knows: the key set.
unsigned="$(printf %s '{"typ":"JWT","alg":"HS256","kid":"issuer"}' | base64url).$(printf %s "{$aud,$v1,$times}" | base64url)"
hmac=$(printf %s "$unsigned" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$modulus" -binary | base64url)
none="$(printf %s '{"typ":"JWT","alg":"none","kid":"issuer"}' | base64url).$(printf %s "{$aud,$v1,$times}" | base64url)."
cat >tokens.json <<JSON
{
  "v1": "$valid",
  "v2": "$(sign "$header" "{$aud,$v2,$times}")",
  "expired": "$(sign "$header" "{$aud,$v1,\"nbf\":1600000000,\"exp\":1600003600}")",
  "early": "$(sign "$header" "{$aud,$v1,\"nbf\":4102444000,\"exp\":4102444800}")",
  "without_expiry": "$(sign "$header" "{$aud,$v1,\"nbf\":1700000000}")",
  "other_application": "$(sign "$header" "{\"aud\":\"$tenant\",$v1,$times}")",
  "without_application": "$(sign "$header" "{$v1,$times}")",
  "other_tenant": "$(sign "$header" "{$aud,${v1/$tenant/$application},$times}")",
  "without_issuer": "$(sign "$header" "{$aud,\"appid\":\"$publisher\",$times}")",
  "other_publisher": "$(sign "$header" "{$aud,${v1/$publisher/$application},$times}")",
  "without_publisher": "$(sign "$header" "{$aud,\"iss\":\"https://sts.windows.net/$tenant/\",$times}")",
  "other_key": "$(sign "${header/issuer/unknown}" "{$aud,$v1,$times}")",
  "without_key": "$(sign '{"typ":"JWT","alg":"RS256"}' "{$aud,$v1,$times}")",
  "hmac": "$unsigned.$hmac",
  "none": "$none"
}
JSON

cat >notifications.json <<JSON
{
  "value": [
    {
      "subscriptionId": "76222963-cc7b-42d2-882d-8aaa69cb2ba3",
      "changeType": "created",
      "clientState": "the secret of the subscription",
      "tenantId": "$tenant",
      "subscriptionExpirationDateTime": "2026-04-12T23:20:50.52Z",
      "resource": "teams('1')/channels('2')/messages('3')",
      "resourceData": {"id": "3", "@odata.type": "#Microsoft.Graph.ChatMessage"},
      "encryptedContent": {
        "data": "$(openssl base64 -A <data.bin)",
        "dataSignature": "$signature",
        "dataKey": "$data_key",
        "encryptionCertificateId": "certificate of 2026",
        "encryptionCertificateThumbprint": "07293748CC064953A3052FB978C735FB89E61C3D"
      }
    }
  ],
  "validationTokens": ["$valid"]
}
JSON
rm data.bin issuer_key.pem
