package dev.maestro.studio.web;

/**
 * What the layout says the same on every page.
 *
 * @param liveKey the hub's application key, with which the pages' script connects
 */
public record Site(Assets assets, String liveKey) {}
