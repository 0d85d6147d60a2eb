package dev.maestro.studio.plan;

/** What is wrong in an outline, and where: lines and columns count from 1. */
public record OutlineError(int line, int column, String message) {}
