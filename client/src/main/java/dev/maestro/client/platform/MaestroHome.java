package dev.maestro.client.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory of one user's Maestro on this machine, and the name of everything in it. Names
 * only: nothing is created here, and {@link #team} alone looks at the disk.
 *
 * @param root absolute and normalised; {@code MAESTRO_HOME}, else {@code ~/.maestro}
 * @param shared where identities, settings and the machine's name are: the same directory, but for
 *     a worker of a team, whose home lies below its lead's
 */
public record MaestroHome(Path root, Path shared) {

    public MaestroHome {
        root = root.toAbsolutePath().normalize();
        shared = shared.toAbsolutePath().normalize();
    }

    /** One that shares nothing. */
    public MaestroHome(Path root) {
        this(root, root);
    }

    /** The home of a worker: its own processes, worktrees and logs, the same user and settings. */
    public MaestroHome worker(String name) {
        return new MaestroHome(workers().resolve(name), shared);
    }

    /**
     * The homes that are one user's Maestro: the lead's, which is first, and those of all its
     * workers, of ended ones, too.
     */
    public List<MaestroHome> team() {
        MaestroHome lead = new MaestroHome(shared);
        List<MaestroHome> all = new ArrayList<>(List.of(lead));
        if (Files.isDirectory(lead.workers())) {
            try (Stream<Path> workers = Files.list(lead.workers())) {
                workers.filter(Files::isDirectory)
                        .sorted()
                        .forEach(worker -> all.add(new MaestroHome(worker, shared)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + lead.workers(), e);
            }
        }
        return List.copyOf(all);
    }

    /** The home that the environment names; an empty variable counts as absent. */
    public static MaestroHome of(Map<String, String> environment, Path userHome) {
        String named = environment.getOrDefault("MAESTRO_HOME", "");
        return new MaestroHome(named.isBlank() ? userHome.resolve(".maestro") : Path.of(named));
    }

    /**
     * Goes before the names of what is in it, when a person sees several homes: nothing for the
     * lead's, the worker's name and a slash for a worker's.
     */
    public String place() {
        return root.equals(shared) ? "" : root.getFileName() + "/";
    }

    /** Identities: which Studio, as whom. */
    public Path config() {
        return shared.resolve("config.toml");
    }

    /** The homes of the workers of this home's teams. */
    public Path workers() {
        return root.resolve("workers");
    }

    /** The teams that were asked for, one file a lead. */
    public Path teams() {
        return root.resolve("teams");
    }

    /** What was written into the configuration of agents' programs, one file each. */
    public Path hooks() {
        return shared.resolve("hooks");
    }

    /** Locks of what is shared. */
    public Path locks() {
        return shared.resolve("run");
    }

    /** Which project each local clone belongs to. */
    public Path projects() {
        return shared.resolve("projects.toml");
    }

    /** The machine's name for Studio, made once. */
    public Path machineId() {
        return shared.resolve("machine.id");
    }

    /** Secrets, one owner-only file an identity. */
    public Path tokens() {
        return shared.resolve("tokens");
    }

    /** The daemon's lock, socket, log and process id. */
    public Path daemon() {
        return root.resolve("run");
    }

    /** One file a session that the daemon connects again after a restart. */
    public Path sessions() {
        return root.resolve("sessions");
    }

    /** Terminal reports of one session that Studio has not acknowledged. */
    public Path outbox(UUID session) {
        return root.resolve("outbox").resolve(session.toString());
    }

    /** Which versions the agent programs of this machine have, as they last said. */
    public Path agentVersions() {
        return root.resolve("agents.json");
    }

    /** One directory a dispatch of a run: {@code run.json}, prompt, transcript, check log. */
    public Path runs() {
        return root.resolve("runs");
    }

    /** The directory of one dispatch of one run. */
    public Path run(UUID run, long fence) {
        return runs().resolve(run + "-" + fence);
    }

    /** The providers' names for their conversations about one task. */
    public Path agentSessions(UUID task) {
        return root.resolve("agents").resolve(task.toString());
    }

    /** The daemon's own bare clone of one project, from which its worktrees are made. */
    public Path mirror(UUID project) {
        return mirrors().resolve(project + ".git");
    }

    /** The mirrors of all projects. */
    public Path mirrors() {
        return root.resolve("mirrors");
    }

    /** Where the worktrees of one project are put. */
    public Path worktrees(UUID project) {
        return worktrees().resolve(project.toString());
    }

    /** The worktrees of all projects. */
    public Path worktrees() {
        return root.resolve("worktrees");
    }

    /** What build tools of one project's runs keep from run to run; all may be removed. */
    public Path caches(UUID project) {
        return root.resolve("caches").resolve(project.toString());
    }

    /** Where worktrees of one project wait whose files may serve the next; all may be removed. */
    public Path idle(UUID project) {
        return idle().resolve(project.toString());
    }

    /** The same of all projects. */
    public Path idle() {
        return root.resolve("idle");
    }

    /** Which ports each live worktree was given, in the homes of workers, too. */
    public Path ports() {
        return locks().resolve("ports.json");
    }
}
