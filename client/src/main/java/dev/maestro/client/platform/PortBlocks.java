package dev.maestro.client.platform;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Hands out ports, a block to a directory, so that two programs under test never want the same one.
 * A block belongs to its directory for as long as that exists: a program that is killed leaks none.
 * Safe for any thread, and for other processes with the same home, as a team's workers are.
 */
public final class PortBlocks {

    /** Below what systems give out by themselves to connections (32768 and above on Linux). */
    private static final int FIRST = 21_000;

    private static final int LAST = 31_999;

    private final Path file;
    private final Path lock;

    public PortBlocks(MaestroHome home) {
        this.file = home.ports();
        this.lock = home.locks().resolve("ports.lock");
    }

    private record Block(String owner, int first, int count) {

        boolean meets(int from, int many) {
            return first < from + many && from < first + count;
        }

        List<Integer> ports() {
            return IntStream.range(first, first + count).boxed().toList();
        }
    }

    /**
     * @param next where to look first: a port that has just been given back is the last to be given
     *     out again, since something may still hold it
     */
    private record Blocks(List<Block> blocks, int next) {}

    /**
     * Ports that no other directory has and nobody listens on at this moment; the same again for a
     * directory that has some. Fewer than asked for, none, when the range is used up.
     */
    public synchronized List<Integer> take(Path directory, int count) {
        if (count == 0) {
            return List.of();
        }
        String owner = directory.toString();
        try (LockFile _ = LockFile.take(lock)) {
            Blocks known = read();
            List<Block> live = new ArrayList<>(known.blocks());
            live.removeIf(block -> !Files.isDirectory(Path.of(block.owner())));
            Optional<Block> mine =
                    live.stream()
                            .filter(block -> block.owner().equals(owner) && block.count() == count)
                            .findFirst();
            if (mine.isPresent()) {
                return mine.get().ports();
            }
            live.removeIf(block -> block.owner().equals(owner));
            Optional<Block> found = find(owner, count, live, known.next());
            found.ifPresent(live::add);
            write(new Blocks(live, found.map(block -> block.first() + count).orElse(FIRST)));
            return found.map(Block::ports).orElse(List.of());
        }
    }

    public synchronized void giveBack(Path directory) {
        try (LockFile _ = LockFile.take(lock)) {
            Blocks known = read();
            List<Block> left = new ArrayList<>(known.blocks());
            if (left.removeIf(block -> block.owner().equals(directory.toString()))) {
                write(new Blocks(left, known.next()));
            }
        }
    }

    private static Optional<Block> find(String owner, int count, List<Block> taken, int next) {
        return IntStream.concat(
                        IntStream.rangeClosed(Math.max(FIRST, next), LAST - count + 1),
                        IntStream.rangeClosed(FIRST, LAST - count + 1))
                .filter(first -> taken.stream().noneMatch(block -> block.meets(first, count)))
                .filter(first -> IntStream.range(first, first + count).allMatch(PortBlocks::free))
                .mapToObj(first -> new Block(owner, first, count))
                .findFirst();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private Blocks read() {
        try {
            return Files.exists(file)
                    ? Json.read(Files.readString(file), Blocks.class)
                    : new Blocks(List.of(), FIRST);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Blocks blocks) {
        PrivateFiles.write(file, Json.writePretty(blocks));
    }
}
