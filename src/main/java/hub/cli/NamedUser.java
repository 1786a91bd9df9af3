package hub.cli;

import accounts.users.UserAdministration;

/** Finds the user whom a command names. */
final class NamedUser {
    private NamedUser() {}

    /** @throws CommandFailure when there is no such user */
    static long id(UserAdministration users, String name) {
        return users.find(name)
                .map(UserAdministration.Listed::id)
                .orElseThrow(() -> new CommandFailure("There is no user " + name + "."));
    }
}
