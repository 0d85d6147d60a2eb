package dev.maestro.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** What is done with whole directories; links are never followed. */
final class Tree {

    private Tree() {}

    static void delete(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(
                    root,
                    new Each() {
                        @Override
                        void leave(Path path) throws IOException {
                            Files.delete(path);
                        }
                    });
        }
    }

    static void give(Path root, UserPrincipal owner) throws IOException {
        Files.walkFileTree(
                root,
                new Each() {
                    @Override
                    void leave(Path path) throws IOException {
                        Files.getFileAttributeView(
                                        path,
                                        FileOwnerAttributeView.class,
                                        LinkOption.NOFOLLOW_LINKS)
                                .setOwner(owner);
                    }
                });
    }

    private abstract static class Each extends SimpleFileVisitor<Path> {

        abstract void leave(Path path) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            leave(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            leave(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
