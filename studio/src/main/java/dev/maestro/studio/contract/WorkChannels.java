package dev.maestro.studio.contract;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.web.Caller;
import dev.maestro.studio.web.ChannelGate;
import dev.maestro.studio.workspace.Permission;

/** Who may enter the channels of projects, sessions and runs. */
public final class WorkChannels implements ChannelGate {

    private static final String PROJECT = "private-project.";
    private static final String SESSION = "private-session.";
    private static final String RUN = "private-run.";

    private final Projects projects;
    private final Fleet fleet;
    private final Runs runs;

    public WorkChannels(Projects projects, Fleet fleet, Runs runs) {
        this.projects = projects;
        this.fleet = fleet;
        this.runs = runs;
    }

    @Override
    public boolean mayEnter(Caller caller, String channel) {
        UserId user = caller.user();
        try {
            if (channel.startsWith(PROJECT)) {
                ProjectId id = ProjectId.parse(channel.substring(PROJECT.length()));
                return projects.require(user, id, Permission.VIEW).id().equals(id);
            }
            if (channel.startsWith(SESSION)) {
                SessionId id = SessionId.parse(channel.substring(SESSION.length()));
                return fleet.find(id).filter(session -> session.userId().equals(user)).isPresent()
                        && projects.require(
                                        user, fleet.session(id).projectId(), Permission.RUN_WORK)
                                != null;
            }
            if (channel.startsWith(RUN)) {
                RunId id = RunId.parse(channel.substring(RUN.length()));
                return runs.require(user, id, Permission.VIEW).id().equals(id);
            }
            return false;
        } catch (Refused notForThem) {
            return false;
        }
    }
}
