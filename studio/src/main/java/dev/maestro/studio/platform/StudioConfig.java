package dev.maestro.studio.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the studio lives and how it is reached.
 *
 * @param home {@code MAESTRO_HOME}, else {@code .maestro} in the user's home directory
 * @param host {@code studio.host}: the address to listen on
 * @param port {@code studio.port}: 0 lets the system choose
 * @param publicUrl {@code studio.public_url}: how browsers and clients reach it, when that is not
 *     host and port
 * @param lease {@code run.lease_seconds}: how long a session may be silent before its runs are
 *     taken back; it is asked to be heard three times as often
 * @param database {@code database.url}, {@code database.user}, {@code database.password}: a
 *     PostgreSQL of your own instead of the embedded one
 * @param redis {@code redis.url}: this is one of several studios on one database, which hear of
 *     each other through this Redis
 * @param redisPrefix {@code redis.prefix}: begins every name in Redis
 * @param output {@code run.output_directory}: where the output of runs is kept; several studios
 *     share it
 */
public record StudioConfig(
        Path home,
        String host,
        int port,
        Optional<URI> publicUrl,
        Duration lease,
        Optional<DatabaseConfig> database,
        Optional<URI> redis,
        String redisPrefix,
        Path output) {

    /** Every setting there is; {@code StudioConfigTest} compares it with what is read. */
    public static final List<Setting> SETTINGS =
            List.of(
                    new Setting(Setting.HOME, "~/.maestro", "where everything is kept"),
                    new Setting("studio.host", "127.0.0.1", "address to listen on"),
                    new Setting("studio.port", "7300", "port; 0 lets the system choose"),
                    new Setting(
                            "studio.public_url",
                            "",
                            "how others reach it, when that is another address; https: here makes"
                                    + " cookies secure"),
                    new Setting(
                            "run.lease_seconds",
                            "90",
                            "how long a session may be silent before its runs go to others"),
                    new Setting(
                            "database.url",
                            "",
                            "a PostgreSQL of your own: jdbc:postgresql://host/name"),
                    new Setting("database.user", "", "its user"),
                    new Setting("database.password", "", "the user's password"),
                    new Setting(
                            "redis.url",
                            "",
                            "one of several studios on that database:"
                                    + " redis://[user:password@]host:port/database, rediss: for"
                                    + " TLS"),
                    new Setting(
                            "redis.prefix",
                            "maestro",
                            "begins every name in Redis; studios with the same prefix belong"
                                    + " together"),
                    new Setting(
                            "run.output_directory",
                            "",
                            "where the output of runs is kept, else studio/output in the home;"
                                    + " several studios share it"));

    private static final int DEFAULT_PORT = 7300;

    /**
     * The settings of the environment and of {@code studio.properties} in the home, for the rooms
     * to read theirs from.
     */
    public static Settings settings(Map<String, String> environment) {
        return Settings.read(environment, home(environment).resolve("studio.properties"));
    }

    public static StudioConfig read(Map<String, String> environment, Settings settings) {
        Path home = home(environment);
        return new StudioConfig(
                home,
                settings.text("studio.host", "127.0.0.1"),
                settings.number("studio.port", DEFAULT_PORT, 0, 65535),
                settings.address("studio.public_url", List.of("http", "https")),
                Duration.ofSeconds(settings.number("run.lease_seconds", 90, 3, 3600)),
                database(settings),
                settings.address("redis.url", List.of("redis", "rediss")),
                redisPrefix(settings),
                settings.text("run.output_directory")
                        .map(Path::of)
                        .orElseGet(() -> home.resolve("studio").resolve("output")));
    }

    private static String redisPrefix(Settings settings) {
        String prefix = settings.text("redis.prefix", "maestro");
        if (!prefix.matches("[A-Za-z0-9_.-]+")) {
            settings.mistake("redis.prefix", "has other characters than letters, digits, _ . -");
        }
        return prefix;
    }

    private static Path home(Map<String, String> environment) {
        String named = environment.getOrDefault("MAESTRO_HOME", "");
        return named.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".maestro")
                : Path.of(named).toAbsolutePath();
    }

    private static Optional<DatabaseConfig> database(Settings settings) {
        Optional<String> url = settings.text("database.url");
        String user = settings.text("database.user", "");
        String password = settings.text("database.password", "");
        if (url.isEmpty()) {
            if (!user.isEmpty() || !password.isEmpty()) {
                settings.mistake("database.url", "is missing beside the user or the password");
            }
            return Optional.empty();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            settings.mistake("database.url", "does not start with jdbc:postgresql:");
            return Optional.empty();
        }
        return Optional.of(DatabaseConfig.of(url.get(), user, password));
    }
}
