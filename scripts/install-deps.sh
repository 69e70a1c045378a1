#!/usr/bin/env bash
# Installs what building and testing need on Debian 12 or later; does nothing when all is there.
#
#   scripts/install-deps.sh          enough for demo.sh and test.sh
#   scripts/install-deps.sh --full   and for test.sh --full and check.sh
set -euo pipefail

packages=(
    gcc libc6-dev cmake ninja-build pkg-config
    libgdal-dev libproj-dev proj-data libgeos-dev libsqlite3-dev libyaml-dev zlib1g-dev
    libcairo2-dev libpango1.0-dev libfontconfig-dev libxlsxwriter-dev libminizip-dev
    fonts-paratype fonts-dejavu-core   # map sheets need a font with Cyrillic
    gettext             # the Russian messages
    libcmocka-dev clang-format-14 gdal-bin unzip python3 git
    poppler-utils python3-gdal # read the maps that tests draw
)
full=(
    clang-14 clang-tidy-14 libclang-rt-14-dev llvm-14 cppcheck shellcheck ccache
    python3-qgis qgis-providers
    postgresql postgresql-postgis postgresql-client
    pandoc libreoffice-calc fonts-liberation # read back what okrug report writes
)

case ${1:-} in
'') ;;
--full) packages+=("${full[@]}") ;;
*) echo "usage: install-deps.sh [--full]" >&2 && exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
        { echo "install-deps: run as root: apt-get install ${missing[*]}" >&2 && exit 1; }
    as_root=(sudo)
fi
echo "install-deps: installing ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
