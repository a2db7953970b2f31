-- Who may create workshops. wsadmin leaves the last line out where users has no column `role`, and adds ALGORITHM=INSTANT
-- (then INPLACE), so that the platform never waits for a copy of users.
ALTER TABLE `users` ADD COLUMN
  `can_host` TINYINT(1) NOT NULL DEFAULT 1
  AFTER `role`;
