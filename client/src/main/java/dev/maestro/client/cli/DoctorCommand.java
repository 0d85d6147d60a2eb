package dev.maestro.client.cli;

import dev.maestro.client.doctor.Doctor;
import dev.maestro.client.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Look for what is wrong on this machine, and say how to mend it.",
            "Ends with 7 when something will not work."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro doctor"})
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> found =
                Doctor.of(here.home(), here.directory(), here.identities(), here.clock()).examine();
        boolean bad = found.stream().anyMatch(each -> each.grade() == Finding.Grade.BAD);
        if (json) {
            here.sayJson(found);
        } else {
            found.forEach(this::tell);
            here.say(bad ? "Something will not work." : "Nothing stands in the way.");
        }
        return bad ? ExitCode.PROBLEMS : ExitCode.OK;
    }

    private void tell(Finding finding) {
        String mark =
                switch (finding.grade()) {
                    case GOOD -> "ok  ";
                    case NOTE -> "note";
                    case BAD -> "BAD ";
                };
        here.say("%s  %-12s %s".formatted(mark, finding.subject(), finding.said()));
        finding.remedy().ifPresent(remedy -> here.say("      %-12s → %s".formatted("", remedy)));
    }
}
