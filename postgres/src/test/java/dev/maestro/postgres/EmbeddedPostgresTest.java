package dev.maestro.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedPostgresTest {

    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();
    private static final EmbeddedPostgresConfig DURABLE =
            EmbeddedPostgresConfig.defaults().binariesIn(BINARIES);
    private static final EmbeddedPostgresConfig FAST =
            EmbeddedPostgresConfig.forTests().binariesIn(BINARIES);

    @TempDir Path root;

    @Test
    void keepsDataAndPortOverAStopAndAStart() throws SQLException {
        int port;
        try (EmbeddedPostgres first = start(DURABLE)) {
            port = first.port();
            Sql.tell(first, "create table kept as select 42 as answer");
        }

        try (EmbeddedPostgres second = start(DURABLE)) {
            assertThat(Sql.ask(second, "select answer from kept")).isEqualTo("42");
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void restartsWithinASecond() {
        start(DURABLE).close();

        long before = System.nanoTime();
        EmbeddedPostgres again = start(DURABLE);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        again.close();

        System.out.println("restart took " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void isDurableUnlessForTests() throws SQLException {
        try (EmbeddedPostgres postgres = start(DURABLE)) {
            assertThat(Sql.ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(Sql.ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(Sql.ask(postgres, "show full_page_writes")).isEqualTo("on");
        }
        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThat(Sql.ask(postgres, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void asksForThePasswordAndKeepsItInAFileOfTheOwner() throws IOException {
        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            root.resolve("postgres/password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws SQLException {
        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThat(Sql.ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.ask(postgres, "show unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void adoptsTheServerOfAProgramThatWasKilled() throws Exception {
        Process program = startsAndStays();
        int port = portOf(program);
        long server = serverProcess();
        try (Connection left =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/maestro",
                        "maestro",
                        password())) {
            left.createStatement().execute("create table kept as select 'there' as word");
        }

        program.destroyForcibly().waitFor();
        long before = System.nanoTime();
        try (EmbeddedPostgres adopted = start(DURABLE)) {
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            System.out.println("adoption took " + took.toMillis() + " ms");
            assertThat(serverProcess()).isEqualTo(server);
            assertThat(adopted.port()).isEqualTo(port);
            assertThat(Sql.ask(adopted, "select word from kept")).isEqualTo("there");
        }

        assertThat(Postmaster.file(root.toRealPath().resolve("postgres/data-18"))).doesNotExist();
    }

    @Test
    void recoversWhenTheServerItselfWasKilled() throws Exception {
        EmbeddedPostgres first = start(DURABLE);
        Sql.tell(first, "create table kept as select 7 as answer");
        Path data = root.toRealPath().resolve("postgres/data-18");
        killWithChildren(serverProcess());
        first.close();
        assertThat(Postmaster.file(data)).exists();

        try (EmbeddedPostgres second = start(DURABLE)) {
            assertThat(Sql.ask(second, "select answer from kept")).isEqualTo("7");
        }
    }

    @Test
    void isNotFooledByAProcessThatGotTheNumberOfADeadServer() throws Exception {
        start(FAST).close();
        Path data = root.toRealPath().resolve("postgres/data-18");
        Files.writeString(
                Postmaster.file(data),
                "%d\n%s\n1763797000\n5432\n\n127.0.0.1\n  0  0\nready   \n"
                        .formatted(ProcessHandle.current().pid(), data));

        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThat(Sql.ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        EmbeddedPostgres first = start(FAST);
        first.close();

        try (ServerSocket _ = new ServerSocket(first.port(), 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres second = start(FAST)) {
            assertThat(second.port()).isNotEqualTo(first.port());
            assertThat(Sql.ask(second, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainWithOtherSettingsWhatWasLeftWithFormerOnes() throws Exception {
        Process program = startsAndStays();
        portOf(program);
        long server = serverProcess();
        program.destroyForcibly().waitFor();

        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThat(serverProcess()).isNotEqualTo(server);
            assertThat(Sql.ask(postgres, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void letsOnlyOneOfTwoStartersHaveTheDirectory() throws Exception {
        EmbeddedPostgresConfig impatient = FAST.waitingForOthers(Duration.ZERO);
        Callable<Object> starter =
                () -> {
                    try {
                        return EmbeddedPostgres.start(root, impatient);
                    } catch (PostgresInUse e) {
                        return e;
                    }
                };

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Object> outcomes =
                    threads.invokeAll(List.of(starter, starter)).stream()
                            .map(Future::resultNow)
                            .toList();

            assertThat(outcomes).hasAtLeastOneElementOfType(PostgresInUse.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(EmbeddedPostgres.class);
            for (Object outcome : outcomes) {
                if (outcome instanceof EmbeddedPostgres postgres) {
                    postgres.close();
                }
            }
        }
    }

    @Test
    void refusesADirectoryThatAnotherProgramUsesAndStartsWhenThatHasLeft() throws Exception {
        Process program = startsAndStays();
        portOf(program);

        assertThatThrownBy(() -> start(DURABLE.waitingForOthers(Duration.ofMillis(50))))
                .isInstanceOf(PostgresInUse.class)
                .hasMessageContaining(root.getFileName().toString());

        program.destroyForcibly().waitFor();
        start(DURABLE).close();
    }

    @Test
    void beginsAgainAfterACreationThatWasCutShort() throws Exception {
        Path home = Files.createDirectories(root.resolve("postgres"));
        Files.createDirectories(home.resolve("data-18.unfinished/data/base"));

        try (EmbeddedPostgres postgres = start(FAST)) {
            assertThat(Sql.ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void unpacksOnceWhenTwoWantTheProgramsAtOnce() throws Exception {
        Path shared = root.resolve("shared");
        EmbeddedPostgresConfig config = EmbeddedPostgresConfig.forTests().binariesIn(shared);
        Callable<EmbeddedPostgres> one = () -> EmbeddedPostgres.start(root.resolve("one"), config);
        Callable<EmbeddedPostgres> two = () -> EmbeddedPostgres.start(root.resolve("two"), config);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<EmbeddedPostgres> each : threads.invokeAll(List.of(one, two))) {
                try (EmbeddedPostgres postgres = each.get()) {
                    assertThat(Sql.ask(postgres, "show server_version")).startsWith("18.");
                }
            }
        }
    }

    private EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        return EmbeddedPostgres.start(root, config);
    }

    private Process startsAndStays() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndStays.class.getName(),
                        root.toString(),
                        BINARIES.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int portOf(Process program) throws IOException {
        BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("PORT ")) {
            line = out.readLine();
        }
        assertThat(line).as("the program's word that it runs").isNotNull();
        return Integer.parseInt(line.substring("PORT ".length()));
    }

    private long serverProcess() throws IOException {
        return Postmaster.in(root.toRealPath().resolve("postgres/data-18")).orElseThrow().process();
    }

    private String password() throws IOException {
        return Files.readString(root.resolve("postgres/password")).strip();
    }

    private static void killWithChildren(long server) throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(server).orElseThrow();
        List<ProcessHandle> children = handle.descendants().toList();
        handle.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        while (handle.isAlive() || children.stream().anyMatch(ProcessHandle::isAlive)) {
            Thread.onSpinWait();
        }
    }
}
