-- The least of the platform that wsadmin needs, for a database of its own: the local database, --demo, and
-- `--with-platform-tables`. Column names are the platform's; it has more columns and tables, and other ENUM values of its
-- own before ours.
CREATE TABLE IF NOT EXISTS users (
  id            INT NOT NULL AUTO_INCREMENT,
  email         VARCHAR(255) NOT NULL,
  display_name  VARCHAR(100) NOT NULL,
  username      VARCHAR(30)  NOT NULL,
  timezone      VARCHAR(50)  NOT NULL DEFAULT 'America/New_York',
  language      ENUM('en','es') NOT NULL DEFAULT 'en',
  is_admin      TINYINT(1)   NOT NULL DEFAULT 0,
  role          ENUM('user','moderator','admin') NOT NULL DEFAULT 'user',
  status        ENUM('active','deactivated','pending_deletion','banned') NOT NULL DEFAULT 'active',
  deleted_at    DATETIME NULL,
  created_at    DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at    DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY email (email),
  UNIQUE KEY username (username)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE IF NOT EXISTS notifications (
  id            INT NOT NULL AUTO_INCREMENT,
  recipient_id  INT NOT NULL,
  actor_id      INT NOT NULL,
  type          ENUM('reaction','comment','follow','follow_request','follow_accept','prayer_support',
                     'mention','message','new_video','content_removed','warning','ban') NOT NULL,
  entity_type   ENUM('post','comment','follow','prayer_request','message','conversation','daily_content','video') NOT NULL,
  entity_id     INT NOT NULL,
  preview_text  VARCHAR(200) NULL,
  group_key     VARCHAR(100) NULL,
  is_read       TINYINT(1) NOT NULL DEFAULT 0,
  created_at    DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at    DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  KEY actor_id (actor_id),
  KEY idx_notif_recipient_read (recipient_id, is_read, created_at),
  KEY idx_notif_group_key (group_key, recipient_id),
  KEY idx_notif_created_at (created_at),
  CONSTRAINT notifications_ibfk_1 FOREIGN KEY (recipient_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT notifications_ibfk_2 FOREIGN KEY (actor_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE IF NOT EXISTS blocks (
  id          INT NOT NULL AUTO_INCREMENT,
  blocker_id  INT NOT NULL,
  blocked_id  INT NOT NULL,
  created_at  DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at  DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY blocks_blocker_blocked_unique (blocker_id, blocked_id),
  KEY blocks_blocked (blocked_id),
  CONSTRAINT blocks_ibfk_1 FOREIGN KEY (blocker_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT blocks_ibfk_2 FOREIGN KEY (blocked_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
