package practice.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import practice.orm.Datetimes;
import practice.orm.Env;

/** What a website shows and books: projects with tasks, meetings, events with seats, a blog. */
final class Website {
    /** The third of {@link #stages}: events that everybody may see. */
    private static final int ANNOUNCED = 3;

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

    private Website() {}

    /** The stages and kinds that every Odoo has. */
    static void stages(Env env) {
        List<String> stages = List.of("New", "Booked", "Announced", "Ended");
        for (int i = 0; i < stages.size(); i++) {
            Data.create(
                    env,
                    "event.stage",
                    Map.of(
                            "name",
                            stages.get(i),
                            "sequence",
                            i + 1,
                            "pipe_end",
                            stages.get(i).equals("Ended")));
        }
        List.of("Exhibition", "Training", "Sport")
                .forEach(kind -> Data.create(env, "event.type", Map.of("name", kind)));
    }

    static void create(Env env) {
        projects(env);
        meetings(env);
        events(env);
        blog(env);
    }

    private static void projects(Env env) {
        for (String name : List.of("Puppy training", "Agility course")) {
            int project = Data.create(env, "project.project", Map.of("name", name, "partner_id", 3));
            List.of("New", "In progress", "Done")
                    .forEach(stage -> Data.create(
                            env,
                            "project.task.type",
                            Map.of("name", stage, "fold", stage.equals("Done"), "project_ids", List.of(project))));
            for (String task : List.of("First lesson", "Recall", "Final walk")) {
                Data.create(env, "project.task", Map.of("name", task, "project_id", project, "partner_id", 3));
            }
        }
    }

    private static void meetings(Env env) {
        for (int week = 1; week <= 3; week++) {
            Data.create(
                    env,
                    "calendar.event",
                    Map.of(
                            "name",
                            "Training session " + week,
                            "start",
                            in(env, 7 * week, 0),
                            "stop",
                            in(env, 7 * week, 2)));
        }
    }

    private static void events(Env env) {
        int category = Data.create(env, "event.tag.category", Map.of("name", "Activity"));
        int outside = Data.create(env, "event.tag", Map.of("name", "Outside", "category_id", category));
        event(env, "Open day", 10, 0, outside);
        event(env, "Obstacle race", 20, 5, outside);
        int full = event(env, "First aid for dogs", 30, 1, outside);
        Data.create(
                env,
                "event.registration",
                Map.of("event_id", full, "name", "Ines Okafor", "email", "ines@example.org", "state", "open"));
    }

    private static int event(Env env, String name, int days, int seats, int tag) {
        return Data.create(
                env,
                "event.event",
                Map.of(
                        "name",
                        name,
                        "date_begin",
                        in(env, days, 0),
                        "date_end",
                        in(env, days, 6),
                        "seats_limited",
                        seats > 0,
                        "seats_max",
                        seats,
                        "event_type_id",
                        2,
                        "stage_id",
                        ANNOUNCED,
                        "tag_ids",
                        List.of(tag)));
    }

    private static void blog(Env env) {
        int blog = Data.create(env, "blog.blog", Map.of("name", "Dog life", "subtitle", "Stories from the field"));
        int food = Data.create(env, "blog.tag", Map.of("name", "Food"));
        int walks = Data.create(env, "blog.tag", Map.of("name", "Walks"));
        int image = Data.create(
                env,
                "ir.attachment",
                Map.of("name", "walk.png", "datas", PIXEL, "mimetype", "image/png", "public", true));
        post(env, blog, "What a puppy eats", "<p>Little, and often.</p>", food, true);
        post(
                env,
                blog,
                "Walks in the rain",
                "<h2>Wet</h2><p>It dries.</p><img src=\"/web/image/" + image + "-walk/walk.png\" alt=\"A walk\">",
                walks,
                true);
        post(env, blog, "Not ready yet", "<p>Draft.</p>", walks, false);
    }

    private static void post(Env env, int blog, String name, String content, int tag, boolean published) {
        Data.create(
                env,
                "blog.post",
                Map.of(
                        "name",
                        name,
                        "blog_id",
                        blog,
                        "content",
                        content,
                        "tag_ids",
                        List.of(tag),
                        "is_published",
                        published));
    }

    private static String in(Env env, int days, int hours) {
        Instant when = env.stamp().plus(Duration.ofDays(days).plusHours(hours));
        return Datetimes.format(when);
    }
}
