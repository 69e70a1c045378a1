# Shared by the cases of broken programmes: sourced by their cmd.
#
# Starts from the example programme and an output that a good build wrote; afterwards says
# whether a failed build left that output as it was.
okrug init p >/dev/null
okrug build p -o out.gpkg >/dev/null
before=$(sha256sum <out.gpkg)

# Builds the broken programme with any further options and prints exit status and verdict.
attempt() {
    okrug build p -o out.gpkg "$@"
    echo "exit $?"
    [ "$before" = "$(sha256sum <out.gpkg)" ] && echo "output untouched" || echo "output replaced"
    [ "$(ls | tr '\n' ' ')" = "out.gpkg p " ] || ls
}
