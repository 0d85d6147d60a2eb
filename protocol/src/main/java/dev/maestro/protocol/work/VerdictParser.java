package dev.maestro.protocol.work;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a verdict from a reviewer's output, strictly: a review that cannot be read must never
 * approve. Lines inside Markdown code fences do not count, so a prompt that is echoed back is no
 * verdict.
 *
 * <ul>
 *   <li>{@code VERDICT: APPROVED}
 *   <li>{@code VERDICT: REJECTED — reason} (an em dash, an en dash or a hyphen between blanks)
 *   <li>{@code FINDING: text}, any number
 * </ul>
 *
 * The same verdict said twice counts once.
 */
public final class VerdictParser {

    private static final Pattern REJECTED =
            Pattern.compile("VERDICT: REJECTED\\s+[—–-]\\s+(\\S.*)");
    private static final String APPROVED = "VERDICT: APPROVED";
    private static final String FINDING = "FINDING:";

    private VerdictParser() {}

    public static VerdictReading read(String output) {
        Set<String> verdicts = new LinkedHashSet<>();
        List<String> findings = new ArrayList<>();
        boolean fenced = false;
        for (String raw : output.split("\\R")) {
            String line = raw.strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                fenced = !fenced;
            } else if (!fenced && line.startsWith("VERDICT:")) {
                verdicts.add(line);
            } else if (!fenced && line.startsWith(FINDING)) {
                findings.add(line.substring(FINDING.length()).strip());
            }
        }
        if (verdicts.isEmpty()) {
            return new VerdictReading.None();
        }
        String only = verdicts.iterator().next();
        Matcher rejected = REJECTED.matcher(only);
        if (verdicts.size() == 1 && only.equals(APPROVED)) {
            return new VerdictReading.Found(true, "", findings);
        }
        if (verdicts.size() == 1 && rejected.matches()) {
            return new VerdictReading.Found(false, rejected.group(1).strip(), findings);
        }
        return new VerdictReading.Ambiguous(List.copyOf(verdicts));
    }
}
