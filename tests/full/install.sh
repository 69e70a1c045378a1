#!/usr/bin/env bash
# An installed okrug serves a C and a C++ program that know nothing but pkg-config, and every public
# header stands alone in both languages.
cmake --install "$SOURCE_DIR/build/release" --prefix "$PWD/usr" >/dev/null
PKG_CONFIG_PATH=$(dirname "$(find "$PWD/usr" -name okrug.pc)")
export PKG_CONFIG_PATH
read -ra flags < <(pkg-config --cflags okrug)
read -ra libs < <(pkg-config --libs okrug)

headers=$(cd usr/include && find okrug -name '*.h' | LC_ALL=C sort)
for header in $headers; do
    printf '#include <%s>\nint main(void) { return 0; }\n' "$header" >alone.c
    gcc -std=c17 -Wall -Wextra -Wpedantic -Werror "${flags[@]}" -fsyntax-only alone.c
done

cat >user.c <<'C'
#include <okrug/error.h>
#include <okrug/workspace.h>

#include <stdio.h>

int main(void)
{
    okr_error err = {.status = OKR_OK};
    okr_workspace *workspace = NULL;
    okr_status status = okr_workspace_open("no such file.gpkg", &workspace, &err);

    okr_workspace_close(workspace);
    puts(err.text);
    return status == OKR_OK;
}
C
gcc -std=c17 user.c -o user "${flags[@]}" "${libs[@]}"
./user | grep "no such file.gpkg"

if command -v g++ >/dev/null; then
    for header in $headers; do
        printf '#include <%s>\n' "$header" >alone.cc
        g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror "${flags[@]}" -fsyntax-only alone.cc
    done
    sed 's/{.status = OKR_OK}/{OKR_OK, ""}/' user.c >user.cc
    g++ -std=c++17 user.cc -o user-cc "${flags[@]}" "${libs[@]}"
    ./user-cc | grep "no such file.gpkg"
fi

# The installed program finds its messages beside itself, wherever that is.
mv usr moved
[ -e moved/share/locale/ru/LC_MESSAGES/okrug.mo ]
moved/bin/okrug --version
# What okr_lazy loads later is not loaded at the start.
if ldd moved/bin/okrug | grep -E 'libgdal|libproj'; then
    echo "the program loads GDAL or PROJ at its start" && exit 1
fi
russian=$(LANGUAGE=ru LANG=C.UTF-8 moved/bin/okrug --help)
english=$(LANGUAGE=en LANG=C.UTF-8 moved/bin/okrug --help)
[ "$russian" != "$english" ] || { echo "--help is the same in Russian and English" && exit 1; }
