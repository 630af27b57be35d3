#!/bin/sh
# What base.sh does to the file system, given as the first argument, once the packages are installed.
set -eu
cd "$1"
java=$(echo usr/lib/jvm/java-17-openjdk-*)

# Whom Java trusts, without the time of installation and without a salt.
trusted=etc/ssl/certs/java/cacerts
said=$(chroot . keytool -importkeystore -noprompt -srckeystore "/$trusted" -srcstorepass changeit \
  -destkeystore "/$trusted.new" -deststorepass changeit -deststoretype PKCS12 \
  -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE 2>&1) \
  || { echo "$said" >&2 && exit 1; }
mv "$trusted.new" "$trusted"
chmod 644 "$trusted"

# Archives of classes save a fraction of a second at the start, but no two of them are the same.
rm -f "$java"/lib/server/classes*.jsa "$java/lib/ct.sym"

echo "madcloud:x:10001:" >>etc/group
echo "madcloud:x:10001:10001::/var/lib/madcloud:/usr/sbin/nologin" >>etc/passwd
install -d -o 10001 -g 10001 -m 755 var/lib/madcloud

# What is in it, for those who look for known vulnerabilities.
mkdir -p opt/madcloud/sbom
{
  echo '{ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": ['
  dpkg-query --admindir=var/lib/dpkg -W -f '  { "type": "library", "name": "${Package}", "version": "${Version}",
    "purl": "pkg:deb/debian/${Package}@${Version}?arch=${Architecture}&distro=debian-12" },\n' \
    | sed -E ':a; s/("purl".*)\+/\1%2B/; ta; s/("purl".*@[0-9]+):/\1%3A/; $s/,$//'
  echo '] }'
} >opt/madcloud/sbom/debian.cdx.json

rm -rf var/cache/* var/log/* etc/hostname etc/resolv.conf etc/*- var/lib/dpkg/*-old
rm -rf "$java/man" usr/share/man/*
