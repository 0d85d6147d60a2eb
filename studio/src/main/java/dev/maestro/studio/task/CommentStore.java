package dev.maestro.studio.task;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;

/** The statements about what is said about tasks. */
final class CommentStore {

    private CommentStore() {}

    static void insert(Transaction tx, Comment comment) {
        tx.sql()
                .createUpdate(
                        """
                        insert into comment (id, task_id, author, kind, body, created_at)
                        values (:id, :taskId, :author, :kind, :body, :createdAt)
                        """)
                .bindMethods(comment)
                .execute();
    }

    static List<Comment> ofTask(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery("select * from comment where task_id = :task order by created_at, id")
                .bind("task", task)
                .mapTo(Comment.class)
                .list();
    }

    static String userName(Transaction tx, UserId user) {
        return tx.sql()
                .createQuery("select name from app_user where id = :id")
                .bind("id", user)
                .mapTo(String.class)
                .one();
    }
}
