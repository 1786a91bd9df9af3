package practice.orm;

/** Somebody who may call: the id of the {@code res.users} record, the login and the rights. */
public record User(int uid, String login, Rights rights) {}
