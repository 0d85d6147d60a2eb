/**
 * A black-box exam: is what listens at a URL a Pusher server of protocol 7, and a Studio on top? It
 * shares no code with the server it examines but the JSON codec; what it knows of the wire it says
 * itself. {@code Exam} is the door; {@code ConformanceCommand} the only class that prints.
 */
@NullMarked
package dev.maestro.conformance;

import org.jspecify.annotations.NullMarked;
