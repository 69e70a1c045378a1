# okrug_build: an interface target with the language level, the warnings and the instrumentation.
add_library(okrug_build INTERFACE)

# -ffp-contract=off: the same figures on every processor; a fused multiply-add rounds differently.
target_compile_definitions(okrug_build INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(okrug_build INTERFACE -ffp-contract=off)

target_compile_options(okrug_build INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion
    -Wformat=2 -Wstrict-prototypes -Wold-style-definition -Wmissing-prototypes
    -Wmissing-declarations -Wundef -Wcast-qual -Wcast-align -Wpointer-arith -Wwrite-strings
    -Wvla -Wswitch-enum -Wnull-dereference -Wimplicit-fallthrough -Wunused-macros)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_compile_options(okrug_build INTERFACE
        -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init -Walloc-zero)
elseif(CMAKE_C_COMPILER_ID MATCHES "Clang")
    target_compile_options(okrug_build INTERFACE
        -Wcomma -Wassign-enum -Wdocumentation -Wmissing-variable-declarations
        -Wconditional-uninitialized -Wunreachable-code
        -Wno-double-promotion) # it counts NAN of <math.h> as a float; gcc, which does not, checks
endif()
# A callback keeps its full signature; cmocka hands every test a state that few of them use.
target_compile_options(okrug_build INTERFACE
    $<$<BOOL:$<TARGET_PROPERTY:OKRUG_IS_TEST>>:-Wno-unused-parameter>)

if(OKRUG_WERROR)
    target_compile_options(okrug_build INTERFACE
        -Werror "SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/analysis.h")
endif()
if(OKRUG_ANALYZER)
    # gcc 12 forgets what a loop or a member has been tested for. Null pointers, leaks and unset
    # values are left to clang-tidy's analyzer; this one looks for what is freed or closed wrongly.
    target_compile_options(okrug_build INTERFACE -fanalyzer
        -Wno-analyzer-possible-null-dereference -Wno-analyzer-null-dereference
        -Wno-analyzer-possible-null-argument -Wno-analyzer-malloc-leak
        -Wno-analyzer-use-of-uninitialized-value)
endif()
if(OKRUG_SANITIZE)
    set(sanitize -fsanitize=${OKRUG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(okrug_build INTERFACE ${sanitize})
    target_link_options(okrug_build INTERFACE ${sanitize})
endif()
if(OKRUG_COVERAGE)
    target_compile_options(okrug_build INTERFACE -fprofile-instr-generate -fcoverage-mapping)
    target_link_options(okrug_build INTERFACE -fprofile-instr-generate)
endif()
if(OKRUG_FUZZ)
    # Coverage feedback in the library itself, without libFuzzer's main.
    target_compile_options(okrug_build INTERFACE -fsanitize=fuzzer-no-link)
endif()
