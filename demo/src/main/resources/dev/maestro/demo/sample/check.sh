#!/bin/sh
# Compiles everything and runs every check.
set -eu
java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto src/wordsmith/Checks.java
