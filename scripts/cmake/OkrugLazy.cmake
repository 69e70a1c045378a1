# The name by which a program asks for a library, or an empty one.
function(okr_soname library out)
    set(soname "")
    if(TARGET ${library})
        get_target_property(soname ${library} IMPORTED_SONAME)
        get_target_property(configs ${library} IMPORTED_CONFIGURATIONS)
        foreach(config IN LISTS configs)
            if(NOT soname)
                get_target_property(soname ${library} IMPORTED_SONAME_${config})
            endif()
        endforeach()
    elseif(EXISTS ${library} AND CMAKE_OBJDUMP)
        execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE said ERROR_QUIET)
        if(said MATCHES "SONAME +([^ \n]+)")
            set(soname ${CMAKE_MATCH_1})
        endif()
    endif()
    set(${out} ${soname} PARENT_SCOPE)
endfunction()

# okr_lazy(TARGET NAME LIBRARY LIST HEADERS SOURCES): the shared library LIBRARY (an imported target,
# or the path of a library) is not loaded with the program, but when one of the functions in the file
# LIST is called for the first time. They may be those of libraries that it loads itself. HEADERS
# declare them, SOURCES call them, and need not know.
#
# Half of the time that a question to a workspace takes would go into loading GDAL and the hundred
# libraries behind it, none of which it needs. Before SOURCES a header is included in which every name
# stands for a pointer of a table; the first look at the table fills it (dlopen, dlsym).
function(okr_lazy target name library list headers sources)
    okr_soname(${library} soname)
    if(NOT soname)
        return() # a static library, or one whose name is not known: loaded as usual
    endif()

    get_filename_component(list ${list} ABSOLUTE)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
    file(STRINGS ${list} calls REGEX "^[A-Za-z]")
    set(LAZY_NAME ${name})
    set(LAZY_SONAME ${soname})
    set(LAZY_INCLUDES "")
    set(LAZY_MEMBERS "")
    set(LAZY_DEFINES "")
    set(LAZY_NAMES "")
    foreach(header IN LISTS headers)
        string(APPEND LAZY_INCLUDES "#include <${header}>\n")
    endforeach()
    foreach(call IN LISTS calls)
        string(APPEND LAZY_MEMBERS "    __typeof__(${call}) *${call};\n")
        string(APPEND LAZY_DEFINES "#define ${call} (okr_${name}_calls()->${call})\n")
        string(APPEND LAZY_NAMES "    \"${call}\",\n")
    endforeach()
    set(folder ${CMAKE_CURRENT_BINARY_DIR})
    configure_file(${OKRUG_LAZY_FOLDER}/lazy.h.in ${folder}/${name}_calls.h @ONLY)
    configure_file(${OKRUG_LAZY_FOLDER}/lazy.c.in ${folder}/${name}_calls.c @ONLY)
    target_sources(${target} PRIVATE ${folder}/${name}_calls.c)
    set_property(SOURCE ${sources} TARGET_DIRECTORY ${target} APPEND PROPERTY
        COMPILE_OPTIONS "-include;${folder}/${name}_calls.h")
endfunction()

set(OKRUG_LAZY_FOLDER ${CMAKE_CURRENT_LIST_DIR})
