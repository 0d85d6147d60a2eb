-- What the loops ask every second must not grow with what has ended.

create index live_runs_of_a_project on run (project_id, queued_at)
    where state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED');
create index live_runs_of_a_plan on run (plan_id)
    where state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED');
create index runs_of_a_merge on run (merge_id) where merge_id is not null;
create index live_tasks_of_a_plan on task (plan_id) where state not in ('DONE', 'CANCELLED');
create index merges_of_a_plan on merge (plan_id, position);
create index merges_of_a_task on merge (task_id) where task_id is not null;
