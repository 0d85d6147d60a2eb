package dev.maestro.studio.project;

import dev.maestro.studio.web.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything the page of one project shows. */
public record ProjectPage(
        ProjectView project,
        List<PlanLine> plans,
        List<SessionView> sessions,
        List<Attention> attention,
        List<News> news) {

    /** A plan in the list; {@code state} in lower case. */
    public record PlanLine(
            UUID id, String title, String state, Instant createdAt, Progress progress) {}

    /** A connected session. */
    public record SessionView(
            UUID id,
            String name,
            String kind,
            String provider,
            String machine,
            String userName,
            String state,
            List<String> purposes,
            List<String> skills,
            int capacity,
            int held,
            Instant lastHeard,
            Optional<Instant> limitedUntil) {

        public boolean online() {
            return state.equals("online");
        }
    }

    /** Something that waits for a person. */
    public record Attention(String href, String title, String planTitle, String waitsFor) {}

    /** An event as a sentence. */
    public record News(long seq, String type, Instant at, String text, Optional<String> href) {}
}
