# okr_embed(TARGET FILE SYMBOL): the bytes of FILE become part of TARGET, so that the program needs
# no files beside it. Declare where used:
#
#   extern const char SYMBOL[];        zero-terminated
#   extern const size_t SYMBOL_size;   without that zero
#
# The same file is also the script that writes the C source, as `cmake -P`.
if(CMAKE_SCRIPT_MODE_FILE)
    # An array of numbers: C17 promises only 4095 characters of a string literal.
    file(READ ${IN} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" lines "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${lines}")
    file(WRITE ${OUT} "#include <stddef.h>\n"
        "extern const char ${SYMBOL}[];\nextern const size_t ${SYMBOL}_size;\n"
        "const size_t ${SYMBOL}_size = ${size};\n"
        "const char ${SYMBOL}[] = {\n${bytes}0};\n")
    return()
endif()

set(OKRUG_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(okr_embed target file symbol)
    get_filename_component(path ${file} ABSOLUTE)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.c)
    add_custom_command(
        OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -DIN=${path} -DOUT=${source} -DSYMBOL=${symbol}
                -P ${OKRUG_EMBED_SCRIPT}
        DEPENDS ${path} ${OKRUG_EMBED_SCRIPT}
        VERBATIM)
    # The target was made in another folder, where this rule is not seen: depend on it by name.
    add_custom_target(embed-${symbol} DEPENDS ${source})
    add_dependencies(${target} embed-${symbol})
    target_sources(${target} PRIVATE ${source})
endfunction()
