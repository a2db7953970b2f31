// Takes a token of `wsadmin agora token` apart with npm's agora-token and makes it again from the same inputs:
//   node agora.cjs CERTIFICATE CHANNEL UID host|audience TTL TOKEN
// Prints a line of facts: is the signature good, is the content what agora-token makes, are the inputs those given?
const zlib = require('zlib');
const { AccessToken2, ServiceRtc, kRtcServiceType } = require('agora-token/src/AccessToken2');
const { RtcTokenBuilder, RtcRole } = require('agora-token');

const [certificate, channel, uid, role, ttl, token] = process.argv.slice(2);
const content = (text) => zlib.inflateSync(Buffer.from(text.slice(3), 'base64'));

const theirs = new AccessToken2('', '', 1, 0);
theirs.from_string(token);
const signed = theirs.verifySignature(certificate);

// By the builder that a platform calls; only the time and the salt are put back.
const build = AccessToken2.prototype.build;
AccessToken2.prototype.build = function () {
  this.issueTs = theirs.issueTs;
  this.salt = theirs.salt;
  return build.call(this);
};
const again = RtcTokenBuilder.buildTokenWithUid(theirs.appId.toString(), certificate, channel, Number(uid),
  role === 'host' ? RtcRole.PUBLISHER : RtcRole.SUBSCRIBER, Number(ttl), Number(ttl));
const [rtc] = theirs.getServices(kRtcServiceType);
const age = Math.abs(Date.now() / 1000 - theirs.issueTs);
console.log(signed, content(again).equals(content(token)), rtc instanceof ServiceRtc, age < 60);
