-- How many attendances were pushed since when.
CREATE INDEX attendance_pushed ON attendance (connection, pushed_at) WHERE pushed_at IS NOT NULL;
