package dev.maestro.studio.web;

/** What the error page says. */
public record ProblemView(String title, String detail) {}
