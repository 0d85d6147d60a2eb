/**
 * A real PostgreSQL that needs no installation: unpacked from a jar, created once, started, found
 * again after a crash, stopped. It listens on the loopback address only and asks for a password
 * that lies in a file of the owner. Everyone may use it; what comes out is an address for JDBC.
 */
@NullMarked
package dev.maestro.postgres;

import org.jspecify.annotations.NullMarked;
