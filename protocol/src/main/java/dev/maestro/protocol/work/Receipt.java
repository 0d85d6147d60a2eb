package dev.maestro.protocol.work;

/** The answer to a method that answers nothing but that it was done: an empty object. */
public record Receipt() {}
