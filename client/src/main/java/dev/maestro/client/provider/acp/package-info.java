/**
 * Any agent that speaks the Agent Client Protocol, version 1: JSON-RPC 2.0, a message a line, over
 * its standard input and output. The protocol's Java library is not used: it starts the program
 * itself, outside the fence, knows no update that its schema does not name, and brings a reactive
 * runtime of two megabytes for what are six methods here. Our own codec is for strings as ids;
 * agents ask with numbers.
 */
@NullMarked
package dev.maestro.client.provider.acp;

import org.jspecify.annotations.NullMarked;
