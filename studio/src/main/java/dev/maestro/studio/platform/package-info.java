/**
 * What every room of the studio stands on: the database and its transactions, the outbox and its
 * relay, lifecycles as tables, the loops that look and do what is due, persistent jobs, settings.
 * It knows no feature; every feature may use it. Nothing outside the database happens inside a
 * transaction: news leaves through {@link dev.maestro.studio.platform.Transaction#publish}, and
 * loops are woken after the commit.
 */
@NullMarked
package dev.maestro.studio.platform;

import org.jspecify.annotations.NullMarked;
