/**
 * The HTTP edge: one server, who is calling, CSRF, limits, idempotent POSTs, security headers, and
 * the one place where refusals and faults become problem documents and error pages. Features bring
 * their own {@link dev.maestro.studio.web.Routes}; signing in and refreshing tokens live here
 * because they belong to no workspace.
 */
@NullMarked
package dev.maestro.studio.web;

import org.jspecify.annotations.NullMarked;
