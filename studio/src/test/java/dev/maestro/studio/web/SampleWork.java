package dev.maestro.studio.web;

import dev.maestro.studio.platform.Transaction;
import java.util.UUID;

/**
 * A plan in the middle of its life, written straight into the tables: two sessions, runs in every
 * colour, a verdict, comments, a merge, a release that did not pass. For pages that show what other
 * rooms made.
 */
public final class SampleWork {

    public static final String OUTLINE =
            """
            # Search in the shop

            Customers find products by words, in every language of the shop.

            ## Groundwork

            - Index the catalogue {#index}
              skills: java:3, sql
              estimate: 2h
              paths: src/search/**
              Every product is one document.
              - a new product is found at once
              - an empty catalogue is no error
            - Tokenise by language {#tokens}
              skills: java:4
              estimate: 1h
            - Synonyms from the old shop {#synonyms}
              after: index
              estimate: 45m

            ## What customers see

            - Search page {#page}
              after: index, tokens
              skills: java:2
            - Suggestions while typing {#suggest}
              after: page
            - Tell the world {#tell}
              after: page
              hold: yes
            """;

    private SampleWork() {}

    /** Fills the plan, which was activated. */
    public static void fill(Transaction tx, UUID plan) {
        tx.sql()
                .createScript(
                        """
                        insert into session (id, project_id, user_id, machine, name, kind, provider, purposes,
                               skills, capacity, state, last_heard, created_at)
                        select gen_random_uuid(), p.id, p.created_by, 'anvil', s.name, 'WORKER', s.provider,
                               s.purposes::text[], s.skills::jsonb, s.capacity, s.state,
                               now() - interval '5 seconds', now() - interval '2 hours'
                          from plan x join project p on p.id = x.project_id
                          cross join (values
                               ('ada', 'command', '{DEVELOP}', '[{"skill":"java","level":4},{"skill":"sql","level":3}]', 2, 'ONLINE'),
                               ('grace', 'command', '{REVIEW,CHECK,RELEASE}', '[{"skill":"java","level":5}]', 1, 'ONLINE'),
                               ('old-laptop', 'manual', '{DEVELOP}', '[]', 1, 'LOST'))
                               s(name, provider, purposes, skills, capacity, state)
                         where x.id = 'PLAN';

                        update task set state = 'DONE', head_commit = repeat('ab12', 10), started_at = now() - interval '2 hours',
                               done_at = now() - interval '80 minutes', rejections = 1
                         where plan_id = 'PLAN' and slug = 'index';
                        update task set state = 'IN_PROGRESS', started_at = now() - interval '3 minutes'
                         where plan_id = 'PLAN' and slug = 'tokens';
                        update task set state = 'NEEDS_OPERATOR', head_commit = repeat('cd34', 10), rejections = 3,
                               waits_for = 'The third review rejected it. Read the findings, then try again or cancel.'
                         where plan_id = 'PLAN' and slug = 'synonyms';

                        insert into run (id, project_id, plan_id, task_id, purpose, state, attempt, fence, commit_id,
                               session_id, last_session, accepted, lease_until, queued_at, dispatched_at, started_at, ended_at,
                               provider, model, progress, why_this, input_tokens, output_tokens, cached_tokens, cost_usd,
                               failure, failure_detail, report)
                        select gen_random_uuid(), t.project_id, t.plan_id, t.id, r.purpose, r.state, r.attempt, r.attempt, repeat('ab12', 10),
                               case when r.state = 'RUNNING' then s.id end, s.id, true,
                               case when r.state = 'RUNNING' then now() + interval '1 minute' end,
                               now() - r.ago, now() - r.ago, now() - r.ago + interval '2 seconds',
                               case when r.state <> 'RUNNING' then now() - r.ago + interval '7 minutes' end,
                               'command', 'large-1', r.progress, '["has java 4, asked is 4","holds 0 of 2 seats"]',
                               48210, 9312, 30000, 0.42, r.failure, r.detail, r.report::jsonb
                          from task t
                          join (values
                               ('index', 'DEVELOP', 'FAILED', 1, 'ada', interval '2 hours', null, 'CHECKS_FAILED', 'mvn -q verify ended with exit code 1', '{"fail":{"check":{"command":"mvn -q verify","exit_code":1,"millis":41200,"log_tail":"FAILED SearchTest.findsANewProduct\\n  expected: 1\\n  but was: 0\\n"}}}'),
                               ('index', 'DEVELOP', 'SUCCEEDED', 2, 'ada', interval '110 minutes', null, null, null, null),
                               ('index', 'REVIEW', 'SUCCEEDED', 1, 'grace', interval '100 minutes', null, null, null, null),
                               ('tokens', 'DEVELOP', 'RUNNING', 1, 'ada', interval '3 minutes', 'writing the stemmer for German', null, null, null))
                               r(slug, purpose, state, attempt, session, ago, progress, failure, detail, report) on r.slug = t.slug
                          join session s on s.name = r.session and s.project_id = t.project_id
                         where t.plan_id = 'PLAN';

                        insert into run_step (run_id, at, trigger, state, fence, detail)
                        select r.id, r.queued_at + x.n * interval '1 second', x.trigger, x.state, r.fence, x.detail
                          from run r cross join (values (1, 'DISPATCH', 'DISPATCHED', 'to ada'), (2, 'START', 'RUNNING', ''))
                               x(n, trigger, state, detail)
                         where r.plan_id = 'PLAN';

                        insert into verdict (id, task_id, run_id, round, approved, commit_id, patch_id, reason, findings, created_at)
                        select gen_random_uuid(), t.id, null, v.round, v.approved, repeat('ab12', 10), 'patch', v.reason,
                               v.findings::text[], now() - v.ago
                          from task t join (values
                               ('index', 1, false, 'An empty catalogue throws.', '{"Index.java:40 divides by the size of the catalogue","no test for the empty catalogue"}', interval '95 minutes'),
                               ('index', 2, true, 'Both findings are mended.', '{}', interval '85 minutes'),
                               ('synonyms', 3, false, 'Still loads the whole file per word.', '{"Synonyms.java:12 reads the file in a loop"}', interval '20 minutes'))
                               v(slug, round, approved, reason, findings, ago) on v.slug = t.slug
                         where t.plan_id = 'PLAN';

                        insert into comment (id, task_id, author, kind, body, created_at)
                        select gen_random_uuid(), t.id, 'ada', 'QUESTION', 'Should stop words be configurable per shop?', now() - interval '1 minute'
                          from task t where t.plan_id = 'PLAN' and t.slug = 'tokens';

                        insert into merge (id, project_id, plan_id, task_id, kind, state, commit_id, onto_commit, merge_commit,
                               created_at, changed_at, landed_at)
                        select gen_random_uuid(), t.project_id, t.plan_id, t.id, 'TASK', 'LANDED', t.head_commit, repeat('1', 40),
                               repeat('9f3c', 10), now() - interval '82 minutes', now() - interval '80 minutes', now() - interval '80 minutes'
                          from task t where t.plan_id = 'PLAN' and t.slug = 'index';
                        insert into merge (id, project_id, plan_id, kind, state, commit_id, detail, conflicts, created_at, changed_at)
                        select gen_random_uuid(), x.project_id, x.id, 'RELEASE', 'CONFLICTED', repeat('2', 40),
                               'The base branch moved and conflicts with the epic.', '{pom.xml}', now(), now()
                          from plan x where x.id = 'PLAN';
                        """
                                .replace("PLAN", plan.toString()))
                .execute();
    }
}
