package dev.maestro.studio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {

    /** Every pair is asserted; the same matrix as in the product's description of roles. */
    private static final String MATRIX =
            """
            permission        | OWNER | ADMIN | ARCHITECT | LEAD | DEVELOPER | VIEWER
            VIEW              |   x   |   x   |     x     |  x   |     x     |   x
            COMMENT           |   x   |   x   |     x     |  x   |     x     |   -
            RUN_WORK          |   x   |   x   |     x     |  x   |     x     |   -
            REVIEW            |   x   |   x   |     x     |  x   |     x     |   -
            STEER             |   x   |   x   |     x     |  x   |     -     |   -
            PAUSE_PLAN        |   x   |   x   |     x     |  x   |     -     |   -
            CANCEL_RUN        |   x   |   x   |     x     |  x   |     -     |   -
            EDIT_PLAN         |   x   |   x   |     x     |  -   |     -     |   -
            ACTIVATE_PLAN     |   x   |   x   |     x     |  -   |     -     |   -
            RELEASE_PLAN      |   x   |   x   |     x     |  -   |     -     |   -
            MANAGE_PROJECT    |   x   |   x   |     -     |  -   |     -     |   -
            MANAGE_MEMBERS    |   x   |   x   |     -     |  -   |     -     |   -
            DELETE_WORKSPACE  |   x   |   -   |     -     |  -   |     -     |   -
            """;

    @Test
    void mayDoExactlyWhatTheMatrixSays() {
        assertThat(matrix()).isEqualTo(words(MATRIX));
    }

    @Test
    void everyRoleHasAllRightsOfTheNext() {
        Role[] roles = Role.values();
        for (int i = 1; i < roles.length; i++) {
            assertThat(roles[i - 1].permissions()).containsAll(roles[i].permissions());
            assertThat(roles[i - 1].atLeast(roles[i])).isTrue();
            assertThat(roles[i].atLeast(roles[i - 1])).isFalse();
        }
    }

    private static String matrix() {
        String head =
                "permission "
                        + Stream.of(Role.values()).map(Role::name).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(head), Stream.of(Permission.values()).map(RoleTest::row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Permission permission) {
        return permission
                + " "
                + Stream.of(Role.values())
                        .map(role -> role.may(permission) ? "x" : "-")
                        .collect(Collectors.joining(" "));
    }

    private static String words(String table) {
        return table.lines()
                .map(line -> line.replaceAll("[| ]+", " ").strip())
                .collect(Collectors.joining("\n"));
    }
}
