// What the web application does when a workshop is cancelled, with Sequelize: it looks up the workshop and its
// attendees, then for each of them the user and blocks either way, and makes a notification; one after the other.
const { Sequelize, DataTypes, QueryTypes } = require('sequelize');
const [socketPath, database, workshop] = process.argv.slice(2);
const db = new Sequelize(database, 'root', '', { dialect: 'mysql', dialectOptions: { socketPath }, logging: false });
const plain = { timestamps: false };
const Workshop = db.define('workshop', { host_id: DataTypes.INTEGER, title: DataTypes.STRING, status: DataTypes.STRING }, plain);
const Attendee = db.define('workshop_attendee', { workshop_id: DataTypes.INTEGER, user_id: DataTypes.INTEGER, status: DataTypes.STRING }, plain);
const User = db.define('user', { username: DataTypes.STRING, display_name: DataTypes.STRING }, plain);
const Block = db.define('block', { blocker_id: DataTypes.INTEGER, blocked_id: DataTypes.INTEGER }, plain);
const Notification = db.define('notification', {
  recipient_id: DataTypes.INTEGER,
  actor_id: DataTypes.INTEGER,
  type: DataTypes.STRING,
  entity_type: DataTypes.STRING,
  entity_id: DataTypes.INTEGER,
  preview_text: DataTypes.STRING,
  group_key: DataTypes.STRING,
}, plain);

(async () => {
  const row = await Workshop.findByPk(workshop);
  await row.update({ status: 'cancelled' });
  const attendees = await Attendee.findAll({ where: { workshop_id: workshop, status: ['rsvp', 'joined'] } });
  for (const attendee of attendees) {
    const user = await User.findByPk(attendee.user_id);
    const { Op } = Sequelize;
    const pair = [row.host_id, user.id];
    const block = await Block.findOne({ where: { blocker_id: { [Op.in]: pair }, blocked_id: { [Op.in]: pair } } });
    if (block) continue;
    await Notification.create({
      recipient_id: user.id,
      actor_id: row.host_id,
      type: 'workshop_cancelled',
      entity_type: 'workshop',
      entity_id: row.id,
      preview_text: `Workshop "${row.title}" has been cancelled`,
      group_key: `workshop_cancelled:workshop:${row.id}`,
    });
  }
  await db.close();
})();
