package dev.maestro.protocol.work;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The {@code knowledge.*} methods a client calls, and their answers. */
public sealed interface KnowledgeMethod {

    /** {@code knowledge.search}: in the session's project; each filter that is there narrows it. */
    record Search(
            String query,
            Optional<String> type,
            Optional<String> language,
            Optional<String> framework,
            Optional<Integer> limit)
            implements KnowledgeMethod {}

    /** Best first. */
    record SearchAnswer(List<Hit> hits) {
        public SearchAnswer {
            hits = List.copyOf(hits);
        }
    }

    /** An artifact that fits; stale when its files have changed since {@code commit}. */
    record Hit(
            UUID artifact,
            String type,
            String name,
            String summary,
            List<String> paths,
            String commit,
            boolean stale) {
        public Hit {
            paths = List.copyOf(paths);
        }
    }
}
