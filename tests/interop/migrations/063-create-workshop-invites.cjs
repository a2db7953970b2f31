// Two DDL statements.
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('workshop_invites', {
      id: { type: Sequelize.INTEGER, allowNull: false, autoIncrement: true, primaryKey: true },
      workshop_id: {
        type: Sequelize.INTEGER,
        allowNull: false,
        references: { model: 'workshops', key: 'id' },
        onUpdate: 'CASCADE',
        onDelete: 'CASCADE',
      },
      user_id: {
        type: Sequelize.INTEGER,
        allowNull: false,
        references: { model: 'users', key: 'id' },
        onUpdate: 'CASCADE',
        onDelete: 'CASCADE',
      },
      invited_by: {
        type: Sequelize.INTEGER,
        allowNull: false,
        references: { model: 'users', key: 'id' },
        onUpdate: 'CASCADE',
        onDelete: 'CASCADE',
      },
      created_at: { type: 'DATETIME', allowNull: false, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') },
    });
    await queryInterface.addIndex('workshop_invites', ['workshop_id', 'user_id'], {
      unique: true,
      name: 'workshop_invites_workshop_user_unique',
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('workshop_invites');
  },
};
