package dev.maestro.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.doctor.Finding.Grade;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.identity.Invite;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.studio.ScriptedStudio;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir Path directory;
    private final ScriptedStudio studio = new ScriptedStudio();
    private final HttpClient http = Daemon.httpClient();
    private MaestroHome home;
    private Identities identities;

    @BeforeEach
    void joinAStudio() {
        home = new MaestroHome(directory.resolve("home"));
        identities = new Identities(home, http, InstantSource.system());
        identities.redeem(Invite.parse(studio.url() + "/invites/abcdefghijklmnopqrst"));
    }

    @AfterEach
    void leave() {
        http.close();
        studio.close();
    }

    @Test
    void findsNothingWrongWhereNothingIs() throws InterruptedException {
        assertThat(examine(InstantSource.system()))
                .extracting(Finding::grade)
                .doesNotContain(Grade.BAD);
    }

    @Test
    void aStudioThatDoesNotAnswerIsNamedWithWhatToDo() throws InterruptedException {
        String url = studio.url().toString();
        studio.close();

        assertThat(bad(InstantSource.system()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo("studio");
                    assertThat(finding.said()).contains(url);
                    assertThat(finding.remedy().orElseThrow()).contains("proxy or firewall");
                });
    }

    @Test
    void aClockThatIsAnHourAwayIsNamed() throws InterruptedException {
        assertThat(bad(InstantSource.offset(InstantSource.system(), Duration.ofHours(1))))
                .extracting(Finding::subject)
                .containsExactly("clock");
    }

    @Test
    void secretsThatOthersCanReadAreNamedWithTheCommandThatHidesThem()
            throws IOException, InterruptedException {
        Files.setPosixFilePermissions(home.tokens(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(bad(InstantSource.system()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.remedy()).contains("chmod -R go-rwx " + home.tokens()));
    }

    @Test
    void anExaminationThatFailsIsAFinding() throws InterruptedException {
        Examination broken =
                new Examination() {
                    @Override
                    public String subject() {
                        return "moon";
                    }

                    @Override
                    public List<Finding> examine() {
                        throw new IllegalStateException("it is not there");
                    }
                };

        assertThat(new Doctor(List.of(broken)).examine())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(Grade.BAD);
                    assertThat(finding.said()).isEqualTo("it is not there");
                });
    }

    private List<Finding> bad(InstantSource clock) throws InterruptedException {
        return examine(clock).stream().filter(each -> each.grade() == Grade.BAD).toList();
    }

    private List<Finding> examine(InstantSource clock) throws InterruptedException {
        return Doctor.of(home, directory, identities, clock).examine();
    }
}
