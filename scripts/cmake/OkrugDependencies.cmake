# okrug_deps: every third-party library. Imported targets are system includes, so that their
# headers do not trip our warnings.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(GDAL 3.6 CONFIG REQUIRED)
find_package(PROJ 9.1 CONFIG REQUIRED)
find_package(GEOS 3.11 CONFIG REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Gettext REQUIRED)

find_package(PkgConfig REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo pangocairo pangoft2 fontconfig)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)

add_library(okrug_deps INTERFACE)
target_link_libraries(okrug_deps INTERFACE
    GDAL::GDAL PROJ::proj GEOS::geos_c SQLite::SQLite3 ZLIB::ZLIB Threads::Threads
    PkgConfig::YAML PkgConfig::CAIRO PkgConfig::XLSXWRITER PkgConfig::MINIZIP m)
