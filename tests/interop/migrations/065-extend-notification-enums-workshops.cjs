// Two DDL statements, with the whole lists written out.
module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query(
      `ALTER TABLE notifications MODIFY COLUMN type ENUM('reaction','comment','follow','follow_request',
       'follow_accept','prayer_support','mention','message','new_video','content_removed','warning','ban',
       'workshop_reminder','workshop_cancelled','workshop_invite','workshop_recording','workshop_updated',
       'workshop_started') NOT NULL`,
    );
    await queryInterface.sequelize.query(
      `ALTER TABLE notifications MODIFY COLUMN entity_type ENUM('post','comment','follow','prayer_request',
       'message','conversation','daily_content','video','workshop') NOT NULL`,
    );
  },
  async down(queryInterface) {
    await queryInterface.sequelize.query(
      `ALTER TABLE notifications MODIFY COLUMN type ENUM('reaction','comment','follow','follow_request',
       'follow_accept','prayer_support','mention','message','new_video','content_removed','warning','ban') NOT NULL`,
    );
    await queryInterface.sequelize.query(
      `ALTER TABLE notifications MODIFY COLUMN entity_type ENUM('post','comment','follow','prayer_request',
       'message','conversation','daily_content','video') NOT NULL`,
    );
  },
};
