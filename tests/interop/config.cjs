// Where sequelize-cli connects, from the environment.
module.exports = {
  development: {
    dialect: 'mysql',
    username: 'root',
    database: process.env.DB_NAME,
    dialectOptions: { socketPath: process.env.WSTEST_SOCKET },
    logging: false,
  },
};
