package dev.maestro.studio.platform;

/**
 * Hears of every committed event, in order per project. Called on the relay's thread outside any
 * transaction, so it may open one, but must be quick: all others wait. After a crash it hears of
 * the last few again, so it is idempotent by (project, seq). One that throws is asked again a few
 * times; then the failure is logged and the event counts as heard.
 */
@FunctionalInterface
public interface EventListener {

    void on(StoredEvent event);
}
