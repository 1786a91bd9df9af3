package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** Projects, their stages and their tasks. */
final class Projects {
    private Projects() {}

    static List<Model> of(Version version) {
        return List.of(
                new Project(version),
                new Task(version),
                new Stage(version),
                new Tag(version, "project.tags", "Project Tags"));
    }

    private static final class Project extends Model {
        Project(Version version) {
            super(version, "project.project", "Project");
            group("Project/User");
            chars("name", "Name").required();
            flag("active", "Active");
            integer("sequence", "Sequence");
            one("partner_id", "Customer", "res.partner");
            one("user_id", "Project Manager", "res.users");
            add("date_start", FieldType.DATE, "Start Date");
            add("date", FieldType.DATE, "Expiration Date");
            add("description", FieldType.HTML, "Description");
            choice(
                            "privacy_visibility",
                            "Visibility",
                            "followers",
                            "Invited internal users",
                            "employees",
                            "All internal users",
                            "portal",
                            "Invited portal users and all internal users")
                    .required();
            many("tag_ids", "Tags", "project.tags");
            lines("task_ids", "Tasks", "project.task", "project_id");
            lines("tasks", "Task Activities", "project.task", "project_id");
            integer("task_count", "Task Count")
                    .computed((env, row) -> ((List<?>) field("tasks").value(env, row)).size());
            chars("label_tasks", "Use Tasks as");
            integer("color", "Color Index");
            one("company_id", "Company", "res.company");
            order("sequence, name, id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of(
                    "active",
                    true,
                    "sequence",
                    10,
                    "privacy_visibility",
                    "portal",
                    "user_id",
                    env.user().uid(),
                    "label_tasks",
                    "Tasks");
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            set(row, "description", Html.safe(get(row, "description")));
        }

        /** Tasks go with their project. */
        @Override
        public void checkUnlink(Env env, Row row) {
            Model task = env.model("project.task");
            List.copyOf(env.table("project.task")
                            .having(task.field("project_id").column(), row.id()))
                    .forEach(id -> env.table("project.task").remove(id));
        }
    }

    private static final class Stage extends Model {
        Stage(Version version) {
            super(version, "project.task.type", "Task Stage");
            chars("name", "Name").required();
            flag("active", "Active");
            integer("sequence", "Sequence");
            flag("fold", version.pick("Folded", "Folded in Kanban"));
            many("project_ids", "Projects", "project.project");
            if (version.is19()) {
                one("user_id", "Stage Owner", "res.users");
                integer("color", "Color");
            } else {
                flag("is_closed", "Closing Stage");
            }
            order("sequence, id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("active", true, "sequence", 1);
        }
    }

    private static final class Task extends Model {
        private static final Set<String> CLOSED = Set.of("1_done", "1_canceled");

        Task(Version version) {
            super(version, "project.task", "Task");
            group("Project/User");
            chars("name", "Title").required();
            flag("active", "Active");
            integer("sequence", "Sequence");
            one("project_id", "Project", "project.project");
            one("stage_id", "Stage", "project.task.type");
            one("partner_id", "Customer", "res.partner");
            if (version.is19()) {
                many("user_ids", "Assignees", "res.users");
                choice(
                                "state",
                                "State",
                                "01_in_progress",
                                "In Progress",
                                "02_changes_requested",
                                "Changes Requested",
                                "03_approved",
                                "Approved",
                                "1_done",
                                "Done",
                                "1_canceled",
                                "Cancelled",
                                "04_waiting_normal",
                                "Waiting")
                        .required();
                decimal("allocated_hours", "Allocated Time");
            } else {
                one("user_id", "Assigned to", "res.users");
                choice("kanban_state", "Kanban State", "normal", "In Progress", "done", "Ready", "blocked", "Blocked")
                        .required();
                decimal("planned_hours", "Initially Planned Hours");
            }
            add("date_deadline", version.pick(FieldType.DATETIME, FieldType.DATE), "Deadline");
            datetime("date_assign", "Assigning Date").readonly();
            datetime("date_end", "Ending Date");
            datetime("date_last_stage_update", "Last Stage Update").readonly();
            add("description", FieldType.HTML, "Description");
            choice(
                    "priority",
                    "Priority",
                    "0",
                    "Low priority",
                    "1",
                    "Medium priority",
                    "2",
                    "High priority",
                    "3",
                    "Urgent");
            many("tag_ids", "Tags", "project.tags");
            one("parent_id", "Parent Task", "project.task");
            lines("child_ids", "Sub-tasks", "project.task", "parent_id");
            flag("is_closed", version.pick("Closed state", "Closing Stage"))
                    .computed((env, row) -> isClosed(env, row))
                    .searchable();
            integer("color", "Color Index");
            one("company_id", "Company", "res.company");
            order(version.pick(
                    "priority desc, sequence, date_deadline asc, id desc", "priority desc, sequence, id desc"));
        }

        private Object isClosed(Env env, Row row) {
            return version.is19()
                    ? CLOSED.contains(get(row, "state"))
                    : Boolean.TRUE.equals(env.value("project.task.type", get(row, "stage_id"), "is_closed"));
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of(
                    "active",
                    true,
                    "sequence",
                    10,
                    "priority",
                    "0",
                    version.pick("state", "kanban_state"),
                    version.pick("01_in_progress", "normal"));
        }

        /** Without a project it is a to-do of whoever creates it, and needs no name. */
        @Override
        public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
            if (!create || version.is14() || values.get("project_id") != null) {
                return values;
            }
            Map<String, Object> with = new HashMap<>(values);
            with.putIfAbsent("name", "Untitled to-do");
            with.putIfAbsent("user_ids", List.of(env.user().uid()));
            return with;
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            Object project = get(row, "project_id");
            Existing.check(env, "project.project", project);
            set(row, "description", Html.safe(get(row, "description")));
            if (get(row, "stage_id") == null && project != null) {
                set(row, "stage_id", firstStage(env, (Integer) project));
            }
            if (get(row, "company_id") == null && project != null) {
                set(row, "company_id", 1);
            }
            Object stage = get(row, "stage_id");
            if (before == null && get(row, "date_last_stage_update") == null
                    || before != null && stage != null && !stage.equals(get(before, "stage_id"))) {
                set(row, "date_last_stage_update", env.stamp());
            }
        }

        private static Integer firstStage(Env env, int project) {
            Model stage = env.model("project.task.type");
            return env.table("project.task.type").all().stream()
                    .filter(row -> stage.get(row, "project_ids") instanceof List<?> ids && ids.contains(project))
                    .min(java.util.Comparator.comparing(row -> (Integer) stage.get(row, "sequence")))
                    .map(Row::id)
                    .orElse(null);
        }
    }
}
