package dev.maestro.client.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How this very program is started once more: the same Java, the same libraries, the classes that
 * the build remembered (JEP 514), and a JVM that needs little.
 *
 * @param classPath as this JVM has it
 * @param cache the file with the remembered classes; empty where there is none
 * @param launcher the script that starts it; empty where there is none
 */
public record OwnProgram(String classPath, String cache, String launcher) {

    /** What understands the commands. */
    public static final String MAIN = "dev.maestro.client.ClientMain";

    /** The system property that names the cache of classes. */
    private static final String CACHE = "maestro.aot";

    /** The system property that names the launcher. */
    private static final String LAUNCHER = "maestro.launcher";

    /** A small heap that shrinks, the collector and compiler with the least memory of their own. */
    private static final List<String> JVM_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms8m",
                    "-Xmx64m",
                    "-XX:MinHeapFreeRatio=10",
                    "-XX:MaxHeapFreeRatio=30",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "-Xss512k",
                    "-XX:TrimNativeHeapInterval=10000",
                    "--enable-native-access=ALL-UNNAMED");

    /** With the class path and the cache of this process. */
    public static OwnProgram running() {
        return of(System.getProperty("java.class.path"));
    }

    /** With the cache of this process, when the launcher says where it is. */
    public static OwnProgram of(String classPath) {
        return new OwnProgram(
                classPath, System.getProperty(CACHE, ""), System.getProperty(LAUNCHER, ""));
    }

    /** The line that starts it. */
    public List<String> command(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java().resolve("bin").resolve("java").toString());
        command.addAll(JVM_FLAGS);
        if (!cache.isEmpty()) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-D" + CACHE + "=" + cache));
        }
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }

    /** As people call it, where a launcher of its own says where it lies; else the whole line. */
    public List<String> byName(List<String> arguments) {
        return launcher.isEmpty()
                ? command(MAIN, arguments)
                : Stream.concat(Stream.of(launcher), arguments.stream()).toList();
    }

    /** What has to be readable where it is started. */
    public List<Path> files() {
        return Stream.concat(
                        Stream.of(java().toString(), cache),
                        Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(classPath))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .map(OwnProgram::whole)
                .distinct()
                .toList();
    }

    /** A directory of libraries is shown at once: each mount takes its time at every start. */
    private static Path whole(Path each) {
        Path directory = PrivateFiles.parent(each);
        return each.endsWith("*") || directory.endsWith("lib") ? directory : each.toAbsolutePath();
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"));
    }
}
