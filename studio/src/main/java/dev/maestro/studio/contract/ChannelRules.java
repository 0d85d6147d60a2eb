package dev.maestro.studio.contract;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.work.Presence;
import dev.maestro.protocol.work.PresenceKind;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.Demand;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.web.Caller;
import dev.maestro.studio.workspace.Permission;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may enter which channel: the only place that says it, and it asks the permission matrix. Any
 * thread may use it.
 */
public final class ChannelRules {

    private final Identity identity;
    private final Projects projects;
    private final Fleet fleet;
    private final Runs runs;

    public ChannelRules(Identity identity, Projects projects, Fleet fleet, Runs runs) {
        this.identity = identity;
        this.projects = projects;
        this.fleet = fleet;
        this.runs = runs;
    }

    /**
     * @param as the session that enters a presence channel, of the caller's own
     * @throws Refused {@code forbidden}, and nothing about why; {@code not_available_yet} for
     *     channels of a later feature
     */
    Admitted admit(Caller caller, ChannelKind.Address channel, Optional<SessionId> as) {
        channel.kind().feature().require("the channel " + channel.name());
        if (!caller.scope().allows(channel) || !identity.stands(caller.credential())) {
            throw forbidden(channel.name());
        }
        try {
            return admitted(caller, channel, as);
        } catch (Refused notForThem) {
            throw forbidden(channel.name());
        }
    }

    static Refused forbidden(String channel) {
        return new Refused(RefusalCode.FORBIDDEN, "you may not enter the channel " + channel);
    }

    private Admitted admitted(Caller caller, ChannelKind.Address channel, Optional<SessionId> as) {
        UserId user = caller.user();
        return switch (channel.kind()) {
            case PROJECT -> inProject(caller, channel, new ProjectId(channel.id()));
            case PRESENCE_PROJECT -> present(caller, channel, new ProjectId(channel.id()), as);
            case RUN -> inProject(caller, channel, runs.run(new RunId(channel.id())).projectId());
            case SESSION -> {
                Session session = fleet.own(user, new SessionId(channel.id()));
                yield admitted(
                        caller,
                        channel,
                        session.projectId(),
                        Optional.of(session.id()),
                        Optional.empty());
            }
            case USER -> {
                if (!channel.id().equals(user.value())) {
                    throw forbidden(channel.name());
                }
                yield new Admitted(
                        channel,
                        user,
                        caller.credential(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            }
            case TEAM -> throw forbidden(channel.name());
        };
    }

    private Admitted inProject(Caller caller, ChannelKind.Address channel, ProjectId project) {
        return admitted(caller, channel, project, Optional.empty(), Optional.empty());
    }

    private Admitted present(
            Caller caller, ChannelKind.Address channel, ProjectId project, Optional<SessionId> as) {
        Optional<Session> session = as.map(id -> fleet.own(caller.user(), id));
        if (session.filter(other -> !other.projectId().equals(project)).isPresent()) {
            throw forbidden(channel.name());
        }
        Presence presence =
                new Presence(
                        session.isPresent() ? PresenceKind.SESSION : PresenceKind.MEMBER,
                        caller.user().value(),
                        as.map(SessionId::value),
                        session.map(Session::name)
                                .orElseGet(() -> identity.users().user(caller.user()).name()));
        return admitted(caller, channel, project, as, Optional.of(presence));
    }

    private Admitted admitted(
            Caller caller,
            ChannelKind.Address channel,
            ProjectId project,
            Optional<SessionId> session,
            Optional<Presence> presence) {
        Permission permission =
                Permission.valueOf(channel.kind().permission().toUpperCase(Locale.ROOT));
        Demand demand = new Demand(caller.user(), project, permission);
        projects.require(demand.user(), demand.project(), demand.permission());
        return new Admitted(
                channel,
                caller.user(),
                caller.credential(),
                Optional.of(demand),
                session,
                presence);
    }
}
