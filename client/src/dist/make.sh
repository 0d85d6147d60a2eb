#!/usr/bin/env bash
# Makes the distribution of the client from its built module: ./maestro dist. JAVA_HOME is a JDK 25.
#   make.sh CHECKOUT VERSION DIRECTORY
set -euo pipefail

root=$1 version=$2 out=$3
here=$root/client/src/dist
built=$root/client/target

# The collector and compiler that start fastest; the headers must be those of the daemon, which uses the same cache.
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -XX:+UseCompactObjectHeaders -XX:-UsePerfData -Xss512k --enable-native-access=ALL-UNNAMED"

die() { printf 'maestro: %s\n' "$*" >&2; exit 1; }

case $(uname -s) in Darwin) os=macos ;; *) os=$(uname -s | tr '[:upper:]' '[:lower:]') ;; esac
case $(uname -m) in x86_64 | amd64) arch=x64 ;; aarch64 | arm64) arch=arm64 ;; *) arch=$(uname -m) ;; esac
name=maestro-$version-$os-$arch
mkdir -p "$out"
out=$(cd "$out" && pwd -P)
dist=$out/$name
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$dist" "$dist.tar.gz"
mkdir -p "$dist/bin" "$dist/lib" "$dist/share/completion" "$dist/share/licences"

# --- Libraries. An update keeps what a jar says of its licence ------------------------------------------------------------------------------

cp -p "$built/client-$version.jar" "$built"/lib/*.jar "$dist/lib/"
picocli=$(basename "$built"/sources/picocli-*-sources.jar -sources.jar)
mkdir "$work/source" "$work/classes"
(cd "$work/source" && "$JAVA_HOME/bin/jar" xf "$built/sources/$picocli-sources.jar")
"$JAVA_HOME/bin/javac" -nowarn -Xlint:none -proc:none --release 25 -d "$work/classes" "$work"/source/picocli/{CommandLine,AutoComplete}.java 2>"$work/javac.log" \
    || die "picocli could not be compiled: $(cat "$work/javac.log")"
"$JAVA_HOME/bin/jar" uf "$dist/lib/$picocli.jar" -C "$work/classes" .

lighten() { # lighten JAR DIRECTORY KEPT… : of the natives of all systems in DIRECTORY only these stay
    local jar=$1 natives=$2 folder
    shift 2
    mkdir "$work/light"
    (cd "$work/light" && "$JAVA_HOME/bin/jar" xf "$jar")
    for folder in "$work/light/$natives"/*/; do
        case " $* " in *" $(basename "$folder") "*) ;; *) [ -z "$(find "$folder" -name '*.class' -print -quit)" ] && rm -r "$folder" ;; esac
    done
    (cd "$work/light" && "$JAVA_HOME/bin/jar" cfM "$jar" .)
    rm -r "$work/light"
}
case $os-$arch in linux-x64) own=linux-x86-64 ;; linux-arm64) own=linux-aarch64 ;; macos-x64) own=darwin-x86-64 ;; macos-arm64) own=darwin-aarch64 ;; *) own= ;; esac
[ -z "$own" ] || lighten "$(echo "$dist"/lib/jna-[0-9]*.jar)" com/sun/jna "$own"

# --- Runtime --------------------------------------------------------------------------------------------------------------------------------

# Unpacked into one directory, without what jars say of their own modules: here they are on the class path.
mkdir "$work/unpacked"
for jar in "$dist"/lib/*.jar; do (cd "$work/unpacked" && "$JAVA_HOME/bin/jar" xf "$jar"); done
find "$work/unpacked" -name module-info.class -delete
needed=$("$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps "$work/unpacked" 2>&1 | tail -n 1)
case $needed in *java.base*) ;; *) die "jdeps does not say which modules are needed: $needed" ;; esac
modules=$({ tr ',' '\n' <<<"$needed"; sed -n 's/^+//p' "$here/modules"; } | sort -u | grep -vxF -f <(sed -n 's/^-//p' "$here/modules") | paste -sd, -)
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=zip-6 --output "$dist/runtime"
if [ "$os" = linux ] && command -v strip >/dev/null; then # names of functions, 5 MB; the JVM starts without
    strip --strip-unneeded "$dist/runtime/lib/server/libjvm.so"
fi

# --- Launcher, and what it finds ready ------------------------------------------------------------------------------------------------------

libraries="\$home/lib/client-$version.jar"
for jar in "$dist"/lib/*.jar; do
    [ "${jar##*/}" = "client-$version.jar" ] || libraries="$libraries:\$home/lib/${jar##*/}"
done
sed -e "s|@FLAGS@|$flags|" -e "s|@CLASSPATH@|$libraries|" "$here/maestro" >"$dist/bin/maestro"
chmod +x "$dist/bin/maestro"
# shellcheck disable=SC2086
MAESTRO_HOME="$work/home" "$dist/runtime/bin/java" $flags -XX:AOTCacheOutput="$dist/lib/maestro.aot" -cp "${libraries//\$home/$dist}" \
    dev.maestro.client.Rehearsal >"$work/rehearsal.log" 2>&1 || die "the rehearsal failed: $(cat "$work/rehearsal.log")"
[ -s "$dist/lib/maestro.aot" ] || die "no classes were remembered: $(cat "$work/rehearsal.log")"

# --- What lies beside it --------------------------------------------------------------------------------------------------------------------

cp "$root/LICENSE" "$here/README.md" "$dist/"
cp "$built/THIRD-PARTY.txt" "$dist/share/licences/"
sed -n 's/^JAVA_VERSION=/OpenJDK /p; s/^IMPLEMENTOR=/  by /p' "$JAVA_HOME/release" | tr -d '"' | cat - "$here/licences" >>"$dist/share/licences/THIRD-PARTY.txt"
maestro() { env -i MAESTRO_HOME="$work/home" "$dist/bin/maestro" "$@"; }
completion() { # completion SHELL FILE
    mkdir -p "$dist/share/completion/$1"
    maestro completion "$1" >"$dist/share/completion/$1/$2" || die "there is no completion for $1"
}
completion bash maestro
completion zsh _maestro
completion fish maestro.fish

# --- Does it run where there is nothing? ----------------------------------------------------------------------------------------------------

maestro version >/dev/null || die "what was made does not run: maestro version"
maestro status --json >/dev/null || die "what was made does not run: maestro status --json"
env -i MAESTRO_HOME="$work/home" JDK_JAVA_OPTIONS=-XX:AOTMode=on "$dist/bin/maestro" version >/dev/null 2>&1 || die "what was remembered cannot be used"

tar -C "$out" -czf "$dist.tar.gz" "$name"
printf '%s, %s MB unpacked\n' "$dist" "$(du -sk "$dist" | awk '{ print int(($1 + 1023) / 1024) }')"
printf '%s, %s MB\n' "$dist.tar.gz" "$(du -sk "$dist.tar.gz" | awk '{ print int(($1 + 1023) / 1024) }')"
