package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TestDatabaseTest {

    @Test
    void givesEachItsOwnCopyOfATemplateFilledOnce() throws SQLException {
        AtomicInteger fillings = new AtomicInteger();

        try (TestDatabase one = TestDatabase.fresh("numbers", db -> fill(db, fillings));
                TestDatabase two = TestDatabase.fresh("numbers", db -> fill(db, fillings))) {
            tell(one, "insert into number values (2)");

            assertThat(count(one)).isEqualTo(2);
            assertThat(count(two)).isEqualTo(1);
            assertThat(fillings).hasValue(1);
        }
    }

    @Test
    void isGoneWhenClosedAlsoWithAConnectionOpen() throws SQLException {
        TestDatabase database = TestDatabase.empty();
        try (Connection open = database.connect()) {
            database.close();

            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            assertThat(open.isValid(1)).isFalse();
        }
    }

    private static void fill(TestDatabase database, AtomicInteger fillings) {
        fillings.incrementAndGet();
        tell(database, "create table number as select 1 as value");
    }

    private static void tell(TestDatabase database, String command) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from number")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
