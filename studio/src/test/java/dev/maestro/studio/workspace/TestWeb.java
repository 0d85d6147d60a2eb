package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Assets;
import dev.maestro.studio.web.AuthApi;
import dev.maestro.studio.web.Browser;
import dev.maestro.studio.web.BrowserSessions;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.SignInPages;
import dev.maestro.studio.web.Site;
import dev.maestro.studio.web.Templates;
import dev.maestro.studio.web.WebConfig;
import dev.maestro.studio.web.WebServer;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server with everything about getting in, and what a test adds. For the tests of every
 * room's pages and API.
 */
public record TestWeb(Tenancy tenancy, WebServer server, Browser browser) implements AutoCloseable {

    public static TestWeb start(Tenancy tenancy, Routes... more) {
        WebConfig config = WebConfig.of("127.0.0.1", 0, Tenancy.URL);
        Templates templates = new Templates(new Site(Assets.load(), "live-key"));
        BrowserSessions sessions = new BrowserSessions(tenancy.identity().webSessions(), config);
        List<Routes> routes = new ArrayList<>(List.of(more));
        routes.add(new SignInPages(tenancy.identity().users(), sessions, templates));
        routes.add(new AuthApi(tenancy.identity()));
        routes.add(new InviteApi(tenancy.ownerSetup(), tenancy.invites()));
        routes.add(
                new WorkspaceApi(
                        tenancy.workspaces(), tenancy.members(), tenancy.identity().users()));
        routes.add(
                new EntryPages(
                        tenancy.ownerSetup(), tenancy.invites(), sessions, templates, Tenancy.URL));
        routes.add(new MemberPages(tenancy.workspaces(), tenancy.invites(), templates));
        WebServer server =
                WebServer.start(
                        config, tenancy.database(), tenancy.identity(), templates, routes, _ -> {});
        return new TestWeb(tenancy, server, new Browser(server.port()));
    }

    /** The header with which the user's machine speaks. */
    public String[] as(UserId user) {
        return new String[] {"Authorization", tenancy.bearer(user)};
    }

    @Override
    public void close() {
        browser.close();
        server.close();
        tenancy.close();
    }
}
