package connections;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A keyset in a file that only its owner may read, where the file system knows owners. */
public final class KeysetFile {
    private KeysetFile() {}

    /** Writes a new file. @throws java.nio.file.FileAlreadyExistsException when there is one: a keyset is never overwritten */
    public static void create(Path file, String keyset) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, keyset, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Puts another keyset in the place of the file's, whole or not at all. */
    static void replace(Path file, String keyset) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        create(beside, keyset);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Adds a key to the keyset in the file, which seals from the next start on. */
    public static void rotate(Path file) throws IOException {
        replace(file, Vault.rotated(Files.readString(file)));
    }
}
