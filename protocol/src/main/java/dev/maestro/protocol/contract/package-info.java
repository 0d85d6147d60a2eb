/**
 * Everything the open contract names, as one list: channels, methods, events, errors and features.
 * What Studio does, what the documents print and what the tests demand all read it here, so that
 * none of them can know more than the others. The HTTP endpoints are listed where they are mounted;
 * this package gives them their form.
 */
@NullMarked
package dev.maestro.protocol.contract;

import org.jspecify.annotations.NullMarked;
