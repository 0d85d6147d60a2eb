package dev.maestro.studio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.UserId;
import dev.maestro.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenancyTest {

    private final SettableClock clock = SettableClock.monday();
    private final Tenancy tenancy = Tenancy.open(clock);
    private final OwnerSetup setup = tenancy.ownerSetup();
    private final Invites invites = tenancy.invites();

    @AfterEach
    void close() {
        tenancy.close();
    }

    @Test
    void theFirstUserOwnsTheFirstWorkspace() {
        SignedUp ada = tenancy.owner();

        assertThat(ada.workspace().slug()).isEqualTo("ada-lovelaces-workspace");
        assertThat(tenancy.workspaces().ofUser(ada.user().id()))
                .containsExactly(new Membership(ada.workspace(), Role.OWNER));
    }

    @Test
    void theSignUpLinkWorksOnceAndIsPrintedNoMore() {
        SecretToken first = link();
        SecretToken ofAnotherStart = link();
        signUp(first, "ada@example.org");

        assertRefused(RefusalCode.CONFLICT, () -> signUp(first, "eve@example.org"));
        assertRefused(RefusalCode.CONFLICT, () -> signUp(ofAnotherStart, "eve@example.org"));
        assertThat(setup.pendingLink()).isEmpty();
    }

    @Test
    void refusesASignUpLinkThatWasNeverGivenOut() {
        link();

        assertRefused(
                RefusalCode.NOT_FOUND, () -> signUp(SecretToken.of("guess"), "eve@example.org"));
    }

    @Test
    void aMistakeInTheFormDoesNotUseUpTheLink() {
        SecretToken link = link();

        assertRefused(RefusalCode.INVALID_PARAMS, () -> signUp(link, "no address"));

        assertThatCode(() -> signUp(link, "ada@example.org")).doesNotThrowAnyException();
    }

    @Test
    void twoWhoOpenTheLinkAtOnceDoNotBothBecomeOwner() throws Exception {
        SecretToken link = link();
        List<Callable<Boolean>> race =
                List.of(() -> tries(link, "ada@example.org"), () -> tries(link, "eve@example.org"));

        int owners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> racer : threads.invokeAll(race)) {
                owners += racer.get() ? 1 : 0;
            }
        }

        assertThat(owners).isOne();
    }

    @Test
    void aCliInviteLetsOneMachineInAsItsMaker() {
        SignedUp ada = tenancy.owner();
        NewInvite invite = invites.createCli(ada.user().id(), ada.workspace().id());
        assertThat(invite.url()).startsWith(Tenancy.URL + "/invites/");

        Redeemed redeemed = invites.redeem(Tenancy.token(invite.url()), "laptop");

        assertThat(redeemed.user()).isEqualTo(ada.user());
        assertThat(redeemed.workspace()).isEqualTo(ada.workspace());
        assertThat(tenancy.identity().accessTokens().verify(redeemed.tokens().accessToken()).user())
                .isEqualTo(ada.user().id());
        assertRefused(
                RefusalCode.CONFLICT, () -> invites.redeem(Tenancy.token(invite.url()), "another"));
    }

    @Test
    void anInviteWaitsSevenDays() {
        SignedUp ada = tenancy.owner();
        NewInvite early = invites.createCli(ada.user().id(), ada.workspace().id());
        NewInvite late = invites.createCli(ada.user().id(), ada.workspace().id());

        clock.passes(Duration.ofDays(7).minusSeconds(1));
        invites.redeem(Tenancy.token(early.url()), "laptop");

        clock.passes(Duration.ofSeconds(1));
        assertRefused(
                RefusalCode.CONFLICT, () -> invites.redeem(Tenancy.token(late.url()), "laptop"));
    }

    @Test
    void aWorkspaceInviteMakesOnePersonAMemberWithItsRole() {
        SignedUp ada = tenancy.owner();
        NewInvite invite =
                invites.createWorkspace(ada.user().id(), ada.workspace().id(), Role.LEAD);
        SecretToken token = Tenancy.token(invite.url());
        assertThat(invites.look(token).role()).contains(Role.LEAD);

        SignedUp bob = invites.join(token, "bob@example.org", "Bob", Tenancy.PASSWORD);

        assertThat(tenancy.access().role(bob.user().id(), ada.workspace().id()))
                .contains(Role.LEAD);
        assertRefused(
                RefusalCode.CONFLICT,
                () -> invites.join(token, "eve@example.org", "Eve", Tenancy.PASSWORD));
    }

    @Test
    void aUserOfAnotherWorkspaceJoinsWithTheSameName() {
        SignedUp ada = tenancy.owner();
        SignedUp eve = tenancy.stranger();
        NewInvite invite =
                invites.createWorkspace(ada.user().id(), ada.workspace().id(), Role.VIEWER);

        invites.join(Tenancy.token(invite.url()), eve.user().id());

        assertThat(tenancy.workspaces().ofUser(eve.user().id())).hasSize(2);
        NewInvite second =
                invites.createWorkspace(ada.user().id(), ada.workspace().id(), Role.ADMIN);
        assertRefused(
                RefusalCode.CONFLICT,
                () -> invites.join(Tenancy.token(second.url()), eve.user().id()));
    }

    @Test
    void anInviteIsForAMachineOrForAPersonNeverForBoth() {
        SignedUp ada = tenancy.owner();
        NewInvite cli = invites.createCli(ada.user().id(), ada.workspace().id());
        NewInvite person =
                invites.createWorkspace(ada.user().id(), ada.workspace().id(), Role.VIEWER);

        assertRefused(
                RefusalCode.INVALID_PARAMS,
                () -> invites.redeem(Tenancy.token(person.url()), "laptop"));
        assertRefused(
                RefusalCode.INVALID_PARAMS,
                () -> invites.join(Tenancy.token(cli.url()), tenancy.stranger().user().id()));
    }

    @Test
    void nobodyGivesAGreaterRoleThanTheirOwnAndOnlyManagersInvitePeople() {
        SignedUp ada = tenancy.owner();
        WorkspaceId workspace = ada.workspace().id();
        UserId admin = tenancy.member(ada.user().id(), workspace, Role.ADMIN);
        UserId developer = tenancy.member(ada.user().id(), workspace, Role.DEVELOPER);
        UserId viewer = tenancy.member(ada.user().id(), workspace, Role.VIEWER);

        assertRefused(
                RefusalCode.FORBIDDEN, () -> invites.createWorkspace(admin, workspace, Role.OWNER));
        assertRefused(
                RefusalCode.FORBIDDEN,
                () -> invites.createWorkspace(developer, workspace, Role.VIEWER));
        assertThatCode(() -> invites.createCli(developer, workspace)).doesNotThrowAnyException();
        assertRefused(RefusalCode.FORBIDDEN, () -> invites.createCli(viewer, workspace));
    }

    @Test
    void theInviteOfSomebodyWhoHasLeftIsWorthNothing() {
        SignedUp ada = tenancy.owner();
        UserId bob = tenancy.member(ada.user().id(), ada.workspace().id(), Role.ADMIN);
        NewInvite invite = invites.createCli(bob, ada.workspace().id());
        tenancy.database()
                .inTransactionDo(tx ->
                        tx.sql()
                                .createUpdate("delete from member where user_id = :bob")
                                .bind("bob", bob)
                                .execute());

        assertRefused(
                RefusalCode.CONFLICT, () -> invites.redeem(Tenancy.token(invite.url()), "laptop"));
    }

    @Test
    void aStrangerDoesNotEvenLearnThatAWorkspaceExists() {
        SignedUp ada = tenancy.owner();
        UserId eve = tenancy.stranger().user().id();
        WorkspaceId workspace = ada.workspace().id();

        assertRefused(
                RefusalCode.NOT_FOUND,
                () -> tenancy.access().require(eve, workspace, Permission.VIEW));
        assertRefused(RefusalCode.NOT_FOUND, () -> tenancy.workspaces().workspace(eve, workspace));
        assertRefused(RefusalCode.NOT_FOUND, () -> tenancy.workspaces().members(eve, workspace));
        assertRefused(
                RefusalCode.NOT_FOUND,
                () -> tenancy.workspaces().bySlug(eve, ada.workspace().slug()));
        assertRefused(RefusalCode.NOT_FOUND, () -> invites.createCli(eve, workspace));
        assertThat(tenancy.access().may(eve, workspace, Permission.VIEW)).isFalse();
    }

    @Test
    void aMemberWithTooSmallARoleIsForbiddenByName() {
        SignedUp ada = tenancy.owner();
        UserId viewer = tenancy.member(ada.user().id(), ada.workspace().id(), Role.VIEWER);

        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () ->
                                tenancy.access()
                                        .require(
                                                viewer,
                                                ada.workspace().id(),
                                                Permission.EDIT_PLAN));

        assertThat(refused.code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused).hasMessageContaining("viewer").hasMessageContaining("edit_plan");
    }

    @Test
    void workspacesWithTheSameNameGetDifferentSlugs() {
        assertThat(tenancy.stranger().workspace().slug()).isEqualTo("elsewhere");
        assertThat(tenancy.stranger().workspace().slug()).isEqualTo("elsewhere-2");
    }

    private SecretToken link() {
        return Tenancy.token(setup.pendingLink().orElseThrow());
    }

    private SignedUp signUp(SecretToken link, String email) {
        return setup.signUp(link, email, "Ada", Tenancy.PASSWORD, Optional.of("Engines"));
    }

    private boolean tries(SecretToken link, String email) {
        try {
            signUp(link, email);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable call) {
        assertThat(catchThrowableOfType(Refused.class, call).code()).isEqualTo(code);
    }
}
