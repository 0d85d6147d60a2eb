package dev.maestro.studio.platform;

/** The data of the test's events. */
record Said(int number) {}
