package dev.maestro.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts the database, says so, and never stops it: to be killed by a test. */
final class StartsAndStays {

    private StartsAndStays() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(
                        Path.of(arguments[0]),
                        EmbeddedPostgresConfig.defaults().binariesIn(Path.of(arguments[1])));
        System.out.println("PORT " + postgres.port());
        new CountDownLatch(1).await();
    }
}
