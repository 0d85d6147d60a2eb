package dev.maestro.client.doctor;

import dev.maestro.client.ClientVersion;
import java.util.List;

/** The program itself and what it runs on. */
final class RuntimeExamination implements Examination {

    @Override
    public String subject() {
        return "maestro";
    }

    @Override
    public List<Finding> examine() {
        return List.of(
                Finding.good(
                        subject(),
                        "%s, Java %s, %s %s"
                                .formatted(
                                        ClientVersion.NUMBER,
                                        Runtime.version(),
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch"))));
    }
}
