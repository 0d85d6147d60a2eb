package dev.maestro.studio.run;

/** Hears of output right after it was kept. Must be quick. */
@FunctionalInterface
public interface OutputListener {

    /**
     * @param fence each attempt's output begins at offset 0 anew
     * @param offset where the bytes begin in the attempt's output
     */
    void appended(RunId run, long fence, long offset, byte[] bytes);
}
