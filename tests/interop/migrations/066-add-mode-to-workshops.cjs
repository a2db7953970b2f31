// A later one of the platform, which builds on ours.
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('workshops', 'mode', {
      type: Sequelize.ENUM('webinar', 'meeting'),
      allowNull: false,
      defaultValue: 'webinar',
      after: 'title',
    });
  },
  async down(queryInterface) {
    await queryInterface.removeColumn('workshops', 'mode');
  },
};
