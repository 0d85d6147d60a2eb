package dev.maestro.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code diff-tree -z --raw --numstat}: first all changes, then all counts, joined here by
 * path.
 */
final class DiffFiles {

    private record Change(DiffFile.Status status, String previousPath) {}

    private DiffFiles() {}

    static List<DiffFile> parse(List<String> fields) {
        Map<String, Change> changes = new LinkedHashMap<>();
        List<DiffFile> files = new ArrayList<>();
        int at = 0;
        while (at < fields.size()) {
            String field = fields.get(at);
            if (field.startsWith(":")) {
                DiffFile.Status status =
                        DiffFile.Status.of(field.charAt(field.lastIndexOf(' ') + 1));
                boolean renamed = status == DiffFile.Status.RENAMED;
                changes.put(
                        fields.get(at + (renamed ? 2 : 1)), new Change(status, fields.get(at + 1)));
                at += renamed ? 3 : 2;
            } else {
                String[] counts = field.split("\t", 3);
                boolean renamed = counts[2].isEmpty();
                String path = renamed ? fields.get(at + 2) : counts[2];
                files.add(file(path, counts, changes));
                at += renamed ? 3 : 1;
            }
        }
        return List.copyOf(files);
    }

    private static DiffFile file(String path, String[] counts, Map<String, Change> changes) {
        Change change = changes.get(path);
        if (change == null) {
            throw new IllegalStateException(
                    "git counted lines of a file it does not list: " + Refs.shown(path));
        }
        boolean binary = counts[0].equals("-");
        int added = binary ? 0 : Integer.parseInt(counts[0]);
        int deleted = binary ? 0 : Integer.parseInt(counts[1]);
        return new DiffFile(path, added, deleted, change.status(), binary, change.previousPath());
    }
}
