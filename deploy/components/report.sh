#!/usr/bin/env bash
# Reports what the app is made of: components with versions and licences, newer stable releases, known vulnerabilities
# as far as they can be looked up. Ends with 1 if a licence is missing or not allowed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
sbom=app/target/madcloud.cdx

bin/madcloud --version >/dev/null
echo "== Components and licences ($sbom.xml)"
status=0
java deploy/components/Components.java "$sbom.xml" || status=$?

echo
echo "== Newer stable releases of what pom.xml names"
# Alphas, betas, milestones and candidates are nothing to depend on. Why a release was left stands in pom.xml.
newer=$PWD/app/target/newer-releases.txt
rm -f "$newer"
mvn -B -ntp -q -N versions:display-property-updates -Dversions.outputFile="$newer" -Dversions.logOutput=false \
  '-Dmaven.version.ignore=(?i).*[-.](alpha|beta|b|m|rc|cr|ea|preview|pre|dev|snapshot)[-.]?\d*.*'
grep -e '->' "$newer" || echo "None."

echo
echo "== Known vulnerabilities"
if command -v grype >/dev/null; then
  grype "sbom:$sbom.json" || status=1
else
  cat <<TEXT
Nobody has looked: there is no grype here, and Maven Central does not tell. One of these does, where it reaches its database:
  grype sbom:$sbom.json
  trivy sbom $sbom.json
  osv-scanner scan source -L $sbom.json
For the image with Debian's packages, once deploy/image/build.sh has made it:
  grype docker-archive:app/target/madcloud-image.tar
TEXT
fi
exit "$status"
